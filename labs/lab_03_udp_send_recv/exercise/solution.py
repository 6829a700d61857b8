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
    # An error concerns one client. On Windows, for example, a receive fails when an earlier client has gone.
    try:
        data, client = server.recvfrom(LARGEST)
        server.sendto(data.upper(), client)  # upper() of bytes changes a to z and nothing else
    except OSError as error:
        print("one client has no answer:", error, file=sys.stderr)
