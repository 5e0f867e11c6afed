"""Discord: the one room that knows its library. `adapter` is what others take."""
