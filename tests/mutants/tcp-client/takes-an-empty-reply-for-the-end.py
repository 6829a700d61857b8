"""It takes an empty reply for the end of the connection, because it looks after removing the newline."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
replies = server.makefile("rb")
for line in sys.stdin.buffer:
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        reply = replies.readline()
    except OSError:
        break
    reply = reply.rstrip(b"\n")
    if not reply:
        break
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()
    if reply == b"q":
        break
