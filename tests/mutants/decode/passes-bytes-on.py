"""Writes the bytes as they come: that is UTF-8 only if they were UTF-8."""

import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        if line not in CHARSETS:
            return
        while True:
            data = file.read1()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            if not data:
                return


host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
with socket.create_server((host, int(port))) as server:
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
