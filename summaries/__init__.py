"""What the articles say, in fewer words."""
