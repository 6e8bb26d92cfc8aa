"""A picture small enough to be looked at in a test's failure."""

from io import BytesIO

from PIL import Image


def png(colour: str = "peru", side: int = 8) -> bytes:
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return file.getvalue()


CUP = png()
