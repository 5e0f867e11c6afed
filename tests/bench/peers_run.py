"""Run in the environment of the peers: articles on standard input, their picks on standard output."""

import json
import sys
import time

articles = json.load(sys.stdin)


def tokens():
    """Content words by the same analyser that ours uses, without ours."""
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    kept = ("NN", "SL", "VV", "VA", "XR")
    return lambda text: [token.form for token in kiwi.tokenize(text) if token.tag.startswith(kept)]


def textrankr():
    from textrankr import TextRank

    cut = tokens()

    def choose(sentences):
        ranked = TextRank(cut)
        found = ranked.summarize(
            "\n".join(s.rstrip(".") + "." for s in sentences), 3, verbose=False
        )
        return nearest(found, sentences)

    return choose


def sumy(name):
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    module, kind = name
    summarizer = getattr(import_module(module), kind)()
    cut = tokens()

    class Words:
        def to_words(self, text):
            return cut(text)

    def choose(sentences):
        document = ObjectDocumentModel([Paragraph([Sentence(s, Words()) for s in sentences])])
        return nearest([str(s) for s in summarizer(document, 3)], sentences)

    return choose


def krwordrank():
    from krwordrank.sentence import summarize_with_sentences

    def choose(sentences):
        _, found = summarize_with_sentences(
            list(sentences), min_count=2, max_length=10, num_keysents=3, verbose=False,
            penalty=lambda text: 0,
        )  # fmt: skip
        return nearest(found, sentences)

    return choose


def nearest(found, sentences):
    """The sentences that were picked; some peers cut them anew, and a piece counts for its whole."""
    plain = ["".join(s.split()).rstrip(".") for s in sentences]
    wanted = ["".join(f.split()).rstrip(".") for f in found]
    return [i for i, s in enumerate(plain) if any(s in f or f in s for f in wanted if f)][:3]


peers = {
    "textrankr": textrankr,
    "sumy TextRank": lambda: sumy(("sumy.summarizers.text_rank", "TextRankSummarizer")),
    "sumy LexRank": lambda: sumy(("sumy.summarizers.lex_rank", "LexRankSummarizer")),
    "KR-WordRank": krwordrank,
}
done = {}
for name, make in peers.items():
    try:
        choose = make()
        choose(articles[0]["sentences"])
        began = time.process_time()
        picks = [choose(article["sentences"]) for article in articles]
        took = 1000 * (time.process_time() - began) / len(articles)
        done[name] = {"picks": picks, "ms": took}
    except Exception as error:
        done[name] = {"error": f"left out: {type(error).__name__}: {error}"[:120]}
print(json.dumps(done))
