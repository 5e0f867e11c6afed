"""What buttons say."""

SHARE = "채널에 공유"
MORE = "더 보기"
EVIDENCE = "근거"
CHART = "그래프"
FOLLOW = "이 주제 구독"
