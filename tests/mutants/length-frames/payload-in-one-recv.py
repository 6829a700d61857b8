"""Reads the payload with one recv(length), and takes what that returns for all of it."""

import os
import socket
import struct

LIMIT = 1 << 20


def receive(client, count):
    data = bytearray()
    while len(data) < count:
        more = client.recv(count - len(data))
        if not more:
            raise EOFError
        data += more
    return bytes(data)


def serve(client):
    while True:
        (length,) = struct.unpack('<i', receive(client, 4))
        if not 0 <= length <= LIMIT:
            return
        payload = client.recv(length)
        client.sendall(struct.pack('<i', len(payload)) + payload.upper())


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except (EOFError, OSError):
                pass
