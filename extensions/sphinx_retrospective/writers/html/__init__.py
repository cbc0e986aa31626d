"""How our nodes look in HTML."""
