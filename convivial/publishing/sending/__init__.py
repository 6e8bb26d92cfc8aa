"""How what is due goes out: it is claimed, looked at once more, recorded, sent, and its outcome written down."""
