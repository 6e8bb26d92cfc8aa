"""What the floor below must tell the floors above, for they decide what it means."""

from django.dispatch import Signal

# The house cannot trust what it remembers: sent with reason ("moved", "restored" or "clock") and since, the moment
# from which on its memory may be wrong. Whoever sends things out stops, and asks. Receivers' errors are not caught.
doubtful = Signal()
