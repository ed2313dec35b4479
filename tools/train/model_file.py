"""Writes the model file that pipeline/language/model_file.h reads. The format is described in docs/models.md."""

import hashlib
import struct

import numpy as np

MAGIC = b"TIDLANG\n"
VERSION = 1
KINDS = {np.dtype(np.int8): 1, np.dtype(np.int16): 2, np.dtype(np.int32): 3, np.dtype(np.uint16): 4}
TEXT = 5
ALIGN = 64
ENTRY = struct.Struct("<24sIIQQQ")  # name, kind, spare, rows, columns, offset
HEADER = struct.Struct("<8sII32sQ")  # magic, version, entries, SHA-256 of what follows the header, size of the file


def write(path, parts):
    """`parts`: name -> array of one or two dimensions, or text."""
    blobs, entries = [], []
    offset = HEADER.size + ENTRY.size * len(parts)
    for name, value in parts.items():
        pad = -offset % ALIGN
        blobs.append(b"\0" * pad)
        offset += pad
        if isinstance(value, str):
            blob, kind, rows, columns = value.encode(), TEXT, 1, len(value.encode())
        else:
            value = np.ascontiguousarray(value)
            blob, kind = value.astype(value.dtype.newbyteorder("<")).tobytes(), KINDS[value.dtype]
            rows, columns = value.shape if value.ndim == 2 else (1, value.size)
        entries.append(ENTRY.pack(name.encode(), kind, 0, rows, columns, offset))
        blobs.append(blob)
        offset += len(blob)
    body = b"".join(entries) + b"".join(blobs)
    with open(path, "wb") as f:
        f.write(HEADER.pack(MAGIC, VERSION, len(parts), hashlib.sha256(body).digest(), offset) + body)
    return offset
