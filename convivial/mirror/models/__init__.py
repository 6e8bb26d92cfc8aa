from .drawn import Drawn
from .past_post import PastPost
from .reading import Reading

__all__ = ["Drawn", "PastPost", "Reading"]
