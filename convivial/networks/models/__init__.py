from .allowed_host import AllowedHost
from .channel import Channel, ChannelGrant
from .connecting import Arrival, Connecting
from .practice import PracticePicture, PracticePost
from .secret import AppKey, Sealed, Secret

__all__ = [
    "AllowedHost", "AppKey", "Arrival", "Channel", "ChannelGrant", "Connecting", "PracticePicture", "PracticePost",
    "Sealed", "Secret",
]  # fmt: skip
