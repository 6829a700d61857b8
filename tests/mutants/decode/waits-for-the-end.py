"""Reads until the client ends, and decodes everything at once."""

import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        if line not in CHARSETS:
            return
        text = file.read().decode(CHARSETS[line], 'replace')
        sys.stdout.buffer.write(text.encode('utf-8'))
        sys.stdout.buffer.flush()


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
