"""Writes data/fixtures.json: numbers of Pillow and SciPy that the tests compare with.

Run: pip install pillow==11.* scipy numpy; python3 test/fixtures.py
"""

import base64
import io
import json
import pathlib

import numpy as np
from PIL import Image
from scipy.io import savemat

rng = np.random.default_rng(1)


def b64(data):
    return base64.b64encode(data).decode()


def mat(compress):
    out = io.BytesIO()
    x = np.arange(2 * 3 * 3 * 4, dtype=np.uint8).reshape(2, 3, 3, 4)
    savemat(out, {"X": x, "y": np.array([[1], [10], [3], [9]], dtype=np.uint8)}, do_compression=compress)
    return b64(out.getvalue())


photo = rng.integers(0, 256, (13, 17, 3), dtype=np.uint8)


def resized(box, size):
    image = Image.fromarray(photo).resize(size, Image.Resampling.BILINEAR, box=box)
    return {"box": box, "size": size, "pixels": np.asarray(image).flatten().tolist()}


def encoded(kind, image):
    out = io.BytesIO()
    image.save(out, kind)
    return b64(out.getvalue())


smooth = np.add.outer(np.arange(16) * 8, np.arange(16) * 4).astype(np.uint8)
fixtures = {
    "mat": {"plain": mat(False), "compressed": mat(True)},
    "photo": {"height": 13, "width": 17, "pixels": photo.flatten().tolist()},
    "resized": [
        resized((0, 0, 17, 13), (5, 4)),
        resized((0, 0, 17, 13), (40, 30)),
        resized((2.5, 1.25, 14.5, 11.75), (8, 8)),
    ],
    "smooth": smooth.flatten().tolist(),
    "png": encoded("PNG", Image.fromarray(smooth)),
    "jpegGrey": encoded("JPEG", Image.fromarray(smooth)),
    "jpegRgb": encoded("JPEG", Image.fromarray(np.stack([smooth] * 3, -1))),
}
pathlib.Path(__file__).with_name("data").joinpath("fixtures.json").write_text(json.dumps(fixtures))
