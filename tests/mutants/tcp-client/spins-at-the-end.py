"""It reads on until it has a newline, and so for ever when the server has closed."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for line in sys.stdin.buffer:
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        reply = b""
        while not reply.endswith(b"\n"):
            reply += server.recv(4096)
    except OSError:
        break
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
    if reply == b"q\n":
        break
