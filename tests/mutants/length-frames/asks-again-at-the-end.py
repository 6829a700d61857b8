"""Inside a frame, reads on at the end of the stream for ever: nothing is not taken for the end there."""

import os
import socket
import struct

LIMIT = 1 << 20


def receive(client, count):
    data = bytearray()
    while len(data) < count:
        data += client.recv(count - len(data))
    return bytes(data)


def serve(client):
    while first := client.recv(1):
        (length,) = struct.unpack('<i', first + receive(client, 3))
        if not 0 <= length <= LIMIT:
            return
        payload = receive(client, length)
        client.sendall(struct.pack('<i', length) + payload.upper())


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
