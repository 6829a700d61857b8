"""It encodes what the user says as ASCII: every other character becomes a question mark."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
replies = server.makefile("rb")
for line in sys.stdin.buffer:
    line = line.decode().rstrip("\n")
    try:
        server.sendall(line.encode("ascii", "replace") + b"\n")
        reply = replies.readline()
    except OSError:
        break
    if not reply:
        break
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()
    if reply == b"q\n":
        break
