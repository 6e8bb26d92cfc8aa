"""What the floor below must tell the floors above, for they decide what it means."""

from django.dispatch import Signal

# The house cannot trust what it remembers: sent with reason ("moved", "restored" or "clock") and since, the moment
# from which on its memory may be wrong. Whoever sends things out stops, and asks. Receivers' errors are not caught.
doubtful = Signal()

# The house is opened after it gave no sign of life since ``since``. It was closed, most likely; but a whole data
# folder that was put back from a backup looks the same from within, and then it has sent in the time between.
silent = Signal()
