"""It opens a new connection for every line."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
for line in sys.stdin.buffer:
    try:
        with socket.create_connection((host, int(port))) as server:
            server.sendall(line.rstrip(b"\n") + b"\n")
            reply = server.makefile("rb").readline()
    except OSError:
        break
    if not reply:
        break
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
    if reply == b"q\n":
        break
