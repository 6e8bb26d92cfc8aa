from .allowed_host import AllowedHost
from .channel import Channel
from .connecting import Arrival, Connecting
from .duty import ChannelDuty
from .learning import Learning
from .practice import PracticePicture, PracticePost
from .reservation import ChannelGrant, Reservation
from .secret import AppKey, Sealed, Secret

__all__ = [
    "AllowedHost", "AppKey", "Arrival", "Channel", "ChannelDuty", "ChannelGrant", "Connecting", "Learning",
    "PracticePicture", "PracticePost", "Reservation", "Sealed", "Secret",
]  # fmt: skip
