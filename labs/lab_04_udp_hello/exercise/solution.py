import os
import socket
import sys

# The most that one datagram carries: 65,535 bytes, less 20 for the IPv4 header and 8 for the UDP header.
LARGEST = 65507

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
# macOS sends no datagram larger than this buffer, and begins with 9,216 bytes.
server.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LARGEST)
server.bind((host, int(port)))

while True:
    # An error concerns one client: its name was too long to greet, or, on Windows, it has gone.
    try:
        name, client = server.recvfrom(LARGEST)
        server.sendto(b"Hello, " + name + b"!", client)  # bytes all the way: a name need not be UTF-8
    except OSError as error:
        print("one client has no answer:", error, file=sys.stderr)
