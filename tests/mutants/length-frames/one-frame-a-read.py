"""Takes what one read returns for one frame: a second frame in it is lost."""

import os
import socket
import struct

LIMIT = 1 << 20


def serve(client):
    data = b''
    while True:
        more = client.recv(65536)
        if not more:
            return
        data += more
        if len(data) < 4:
            continue
        (length,) = struct.unpack_from('<i', data)
        if not 0 <= length <= LIMIT:
            return
        if len(data) < 4 + length:
            continue
        client.sendall(data[:4] + data[4:4 + length].upper())
        data = b''


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except (EOFError, OSError):
                pass
