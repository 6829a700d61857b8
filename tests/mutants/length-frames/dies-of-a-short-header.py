"""At the end of the stream, unpacks a header that is not whole, and nobody catches the error."""

import os
import socket
import struct

LIMIT = 1 << 20


def receive(client, count):
    data = bytearray()
    while len(data) < count:
        more = client.recv(count - len(data))
        if not more:
            break
        data += more
    return bytes(data)


def serve(client):
    while True:
        header = receive(client, 4)
        if not header:
            return
        (length,) = struct.unpack('<i', header)
        if not 0 <= length <= LIMIT:
            return
        payload = receive(client, length)
        if len(payload) < length:
            return
        client.sendall(struct.pack('<i', length) + payload.upper())


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except (EOFError, OSError):
                pass
