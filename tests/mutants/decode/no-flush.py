"""Does not flush: the text stays in a buffer until the connection ends."""

import codecs
import os
import socket

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def serve(client):
    with client.makefile('rb') as file:
        line = file.readline(64)
        if line not in CHARSETS:
            return
        decoder = codecs.getincrementaldecoder(CHARSETS[line])('replace')
        stdout = open(1, 'wb', closefd=False)
        while True:
            data = file.read1()
            text = decoder.decode(data, final=not data)
            stdout.write(text.encode('utf-8'))
            if not data:
                stdout.flush()
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
