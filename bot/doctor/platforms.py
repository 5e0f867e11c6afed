"""What the facts that platforms told come to; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.doctor.facts import Account, Channel, Facts, Trouble
from bot.doctor.finding import Finding, Level
from bot.phrases import doctor as words

# Without these nothing can be posted; every message of ours has an embed.
_NEEDED = ("read_messages", "send_messages", "embed_links", "send_messages_in_threads")
_TROUBLES = {Trouble.UNREACHED: words.UNREACHED, Trouble.LIMITED: words.LIMITED}
_LEVELS = {Trouble.UNREACHED: Level.FIX, Trouble.LIMITED: Level.NOTICE}


def slack(facts: Facts, required: frozenset[str], optional: frozenset[str]) -> list[Finding]:
    """What is to be told of Slack, by the scopes of the manifest."""
    found = list[Finding]()
    for account in facts.accounts:
        found += _account(words.SLACK, account)
        if account.trouble is None and account.team:
            found += _scopes(account, required, optional)
    found += _twice(facts)
    return [*found, *_channels(words.SLACK, facts)]


def discord(facts: Facts) -> list[Finding]:
    """What is to be told of Discord."""
    found = list[Finding]()
    for account in facts.accounts:
        found += _account(words.DISCORD, account)
        if account.public:
            found.append(Finding(Level.NOTICE, words.DISCORD, *words.PUBLIC))
    return [*found, *_channels(words.DISCORD, facts)]


def _account(area: str, account: Account) -> Iterator[Finding]:
    match account.trouble:
        case None:
            named = words.signed_in(account.name, account.number)
            yield Finding(Level.FINE, area, named if account.team else words.APP_FINE)
        case Trouble.REFUSED:
            said = words.bad_token(account.variable, account.number, account.code)
            yield Finding(Level.FIX, area, *said)
        case trouble:
            yield Finding(_LEVELS[trouble], area, *_TROUBLES[trouble])


def _scopes(
    account: Account, required: frozenset[str], optional: frozenset[str]
) -> Iterator[Finding]:
    scopes, name = account.scopes, account.name
    if scopes is None:
        yield Finding(Level.NOTICE, words.SLACK, *words.NO_SCOPES)
        return
    for scope in sorted(required - scopes):
        yield Finding(Level.FIX, words.SLACK, *words.needs(name, scope))
    for scope in sorted(optional - scopes):
        yield Finding(Level.NOTICE, words.SLACK, *words.lacks(name, scope))
    # Asked for by hand so that channels can be looked up, as this check-up does.
    if more := sorted(scopes - required - optional - {"channels:read", "groups:read"}):
        yield Finding(Level.NOTICE, words.SLACK, *words.more(name, more))


def _twice(facts: Facts) -> Iterator[Finding]:
    named = {account.team: account.name for account in facts.accounts if account.team}
    counts = Counter(account.team for account in facts.accounts if account.team)
    for team, count in counts.items():
        if count > 1:
            yield Finding(Level.NOTICE, words.SLACK, *words.twice(named[team]))


def _channels(area: str, facts: Facts) -> Iterator[Finding]:
    for channel in facts.channels:
        yield _channel(area, channel)
    if facts.unasked:
        yield Finding(Level.NOTICE, area, *words.unasked(facts.unasked))


def _channel(area: str, channel: Channel) -> Finding:
    place = str(channel.place)
    match channel.trouble:
        case None if channel.lacks:
            level = Level.FIX if any(right in _NEEDED for right in channel.lacks) else Level.NOTICE
            return Finding(level, area, *words.channel_lacks(place, channel.lacks))
        case None:
            return Finding(Level.FINE, area, words.channel(place))
        case Trouble.REFUSED:
            return Finding(Level.FIX, area, *words.channel_refused(place, channel.code))
        case Trouble.UNKNOWN:
            return Finding(Level.NOTICE, area, *words.channel_unknown(place))
        case trouble:
            what, advice = _TROUBLES[trouble]
            return Finding(_LEVELS[trouble], area, f"{place}: {what}", advice)
