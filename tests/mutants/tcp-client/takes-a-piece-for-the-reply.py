"""It takes what one recv returns for the reply."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for line in sys.stdin.buffer:
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        reply = server.recv(4096)
    except OSError:
        break
    if not reply:
        break
    reply = reply.rstrip(b"\n") + b"\n"
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
    if reply == b"q\n":
        break
