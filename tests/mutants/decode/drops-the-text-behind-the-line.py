"""Reads until the first line is whole, and forgets the text that came with its end."""

import codecs
import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    data = b''
    while b'\n' not in data:
        more = client.recv(64)
        if not more:
            return
        data += more
    line = data[:data.index(b'\n') + 1]
    if line not in CHARSETS:
        return
    decoder = codecs.getincrementaldecoder(CHARSETS[line])('replace')
    while True:
        data = client.recv(4096)
        text = decoder.decode(data, final=not data)
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
