"""Answers all whole frames of a read, and forgets the part of a frame behind them."""

import os
import socket
import struct

LIMIT = 1 << 20


def serve(client):
    data = b''
    while more := client.recv(65536):
        data += more
        answered = 0
        while len(data) >= 4:
            (length,) = struct.unpack_from('<i', data)
            if not 0 <= length <= LIMIT:
                return
            if len(data) < 4 + length:
                break
            client.sendall(data[:4] + data[4:4 + length].upper())
            data = data[4 + length:]
            answered += 1
        if answered:
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
