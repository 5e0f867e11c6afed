"""Discord: messages as embeds, and the server they are posted to."""
