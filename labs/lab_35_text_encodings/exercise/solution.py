import codecs
import os
import socket
import sys

CHARSETS = {b'utf-8\n': 'utf-8', b'gbk\n': 'gbk'}


def main():
    host, port = os.environ['SOCKLAB_ADDR'].rsplit(':', 1)
    with socket.create_server((host, int(port))) as server:
        while True:
            client, _ = server.accept()
            with client:
                try:
                    serve(client)
                except (ValueError, OSError) as error:
                    # It ends this connection, not the server.
                    print(error, file=sys.stderr)


def serve(client):
    # The file may hold a part of the text when it has found the line: the text is read through it, too.
    with client.makefile('rb') as file:
        # Without a limit, a line that never ends would fill the memory.
        line = file.readline(64)
        if line not in CHARSETS:
            raise ValueError(f'unknown encoding: {line}')

        # One decoder a connection. The bytes of an unfinished character wait in it for the others.
        decoder = codecs.getincrementaldecoder(CHARSETS[line])(errors='replace')
        while True:
            data = file.read1()  # what is there; read() would wait for the end
            text = decoder.decode(data, final=not data)  # at the end, an unfinished character becomes U+FFFD
            # Not print: its encoding is the system's, and on Windows it changes newlines.
            sys.stdout.buffer.write(text.encode('utf-8'))
            sys.stdout.buffer.flush()
            if not data:
                return


main()
