"""`python -m bot` is `ai-korea`."""

from bot.cli import main

main()
