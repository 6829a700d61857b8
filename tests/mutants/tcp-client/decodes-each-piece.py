"""It decodes each piece by itself: a character that is cut in two ends the program."""
import os
import socket
import sys

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.create_connection((host, int(port)))
for line in sys.stdin.buffer:
    reply = ""
    try:
        server.sendall(line.rstrip(b"\n") + b"\n")
        while not reply.endswith("\n"):
            piece = server.recv(4096).decode()
            if not piece:
                sys.exit()
            reply += piece
    except OSError:
        break
    print(reply, end="", flush=True)
    if reply == "q\n":
        break
