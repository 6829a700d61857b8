"""It goes on after the reply q."""
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
    if not reply:
        break
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
