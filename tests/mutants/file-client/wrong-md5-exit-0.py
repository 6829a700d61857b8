"""A wrong digest is reported, with exit code 0."""

import hashlib, json, os, socket, struct, sys


def take(count):
    data = bytearray()
    while len(data) < count:
        piece = server.recv(min(65536, count - len(data)))
        if not piece:
            sys.exit(f"the server left after {len(data)} of {count} bytes")
        data += piece
    return data


name = sys.stdin.readline().rstrip("\n")
host, port = os.environ["SOCKLAB_ADDR"].split(":")
server = socket.create_connection((host, int(port)))
request = name.encode()
server.sendall(struct.pack("<i", len(request)) + request)
length = struct.unpack("<i", take(4))[0]
if not 0 <= length <= 65536:
    sys.exit(f"a header of {length} bytes")
header = json.loads(take(length))
if "error" in header:
    sys.exit(header["error"])
data = take(header["total_size"])
if hashlib.md5(data).hexdigest() != header["md5"]:
    print("wrong md5", file=sys.stderr)
    sys.exit()
with open(name, "wb") as file:
    file.write(data)
