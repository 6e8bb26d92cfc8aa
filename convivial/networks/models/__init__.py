from .channel import Channel, ChannelGrant

__all__ = ["Channel", "ChannelGrant"]
