"""The commands of the terminal, which `bot.cli` puts together."""
