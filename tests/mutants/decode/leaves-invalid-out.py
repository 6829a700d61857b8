"""Leaves out what is no character, without a trace."""

import codecs
import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        if line not in CHARSETS:
            return
        decoder = codecs.getincrementaldecoder(CHARSETS[line])('ignore')
        while True:
            data = file.read1()
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
