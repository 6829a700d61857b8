"""Keeps what is left of a read, but answers at most one frame for each read."""

import os
import socket
import struct

LIMIT = 1 << 20


def serve(client):
    data = bytearray()
    while more := client.recv(65536):
        data += more
        if len(data) >= 4:
            (length,) = struct.unpack_from('<i', data)
            if not 0 <= length <= LIMIT:
                return
            if len(data) >= 4 + length:
                client.sendall(data[:4] + data[4:4 + length].upper())
                del data[:4 + length]


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except (EOFError, OSError):
                pass
