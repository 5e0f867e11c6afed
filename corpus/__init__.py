"""What has been published, and how to find it again."""
