"""Who hears it, where and when."""
