"""Keeps back one byte that cannot be decoded yet: enough for GBK, not for UTF-8."""

import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        if line not in CHARSETS:
            return
        kept = b''
        while True:
            data = file.read1()
            chunk, kept = kept + data, b''
            if data:
                try:
                    chunk.decode(CHARSETS[line])
                except UnicodeDecodeError as error:
                    if error.end == len(chunk):
                        chunk, kept = chunk[:-1], chunk[-1:]
            text = chunk.decode(CHARSETS[line], 'replace')
            sys.stdout.buffer.write(text.encode('utf-8'))
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
