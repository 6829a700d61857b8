"""Takes every text for UTF-8 that is not called GBK, so also one with an unknown name."""

import codecs
import os
import socket
import sys


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        decoder = codecs.getincrementaldecoder('gbk' if line == b'gbk\n' else 'utf-8')('replace')
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
