# socklab 的简体中文。键与 en.ftl 相同，顺序也相同。

## help

help = 教程里关于套接字的说法，让这台机器自己来判定
help-heading-usage = 用法：
help-heading-commands = 命令
help-heading-arguments = 参数
help-heading-options = 选项
help-possible-values = 　[{ $values }]
help-default = （默认 { $value }）
help-lang = 课文和消息的语言；不指定时由区域设置决定
help-color = 何时使用颜色；遵从 NO_COLOR
help-quiet = 只说不符合预期的，以及总结
help-verbose = 多说一些：在哪里运行，用了多久
help-help = 显示这份帮助
help-version = 显示版本
help-format = 输出的格式
help-lab = 实验的编号或名称，见 `socklab list`
help-no-isolate = 用本机自己的回环接口，不单独开一个网络
help-list = 列出所有实验
help-show = 显示一个实验的课文，数字来自刚刚做的一次运行
help-predict = 先问你会怎样，再运行，再对照
help-run = 用真实的套接字运行实验，并判定其中的论断
help-run-labs = 实验的编号或名称；`all` 表示全部
help-run-scene = 只运行这一个场景
help-run-set = 转动实验的一个旋钮；这样的运行只展示，不判定
help-run-steps = 逐个事件地展示运行过程
help-run-jobs = 同时运行几个实验
help-run-pcap = 把运行中的数据包写进这个文件，供 Wireshark 和 tshark 打开
help-check = 检查你为一道练习写的程序
help-check-exercise = 练习的名字
help-check-port = 你的程序固定使用的端口（如果它不读 SOCKLAB_ADDR）
help-check-seed = 用同样的随机选择再试一次
help-check-check = 只做这一项检查
help-check-command = 启动你的程序的命令，写在 `--` 之后
help-doctor = 说明本机允许什么，缺少的每一样又意味着什么
help-dev = 供编写实验的人使用
help-dev-check = 检查实验和课文
help-dev-stamp = 给每份译文盖上所译英文的戳
help-dev-soak = 在繁忙的线程旁反复运行实验
help-dev-soak-labs = 实验的编号或名称；不写表示全部
help-dev-soak-runs = 每个实验运行多少次
help-dev-soak-load = 旁边开多少个繁忙的线程
help-completions = 打印某种 shell 的补全脚本
help-completions-shell = 哪种 shell
help-man = 打印手册页
help-man-command = 哪个命令的手册页；不写就是程序本身的

## usage errors

usage-more = 请看 `socklab --help`。
usage-nearest = 。最接近的是：{ $names }
usage-unknown-argument = 没有这个选项：{ $argument }
usage-unknown-command = 没有这个命令：{ $name }
usage-missing = 缺少：{ $argument }
usage-missing-command = 缺少命令，可以是：{ $valid }
usage-missing-value = { $argument } 缺少一个值
usage-invalid-value = { $argument }：{ $value } 不在可选值之中：{ $valid }
usage-out-of-range = { $argument }：{ $value } 不是范围内的数
usage-twice = 重复给出：{ $argument }
usage-no-lab = 没有实验“{ $name }”。最接近的是：{ $near }
usage-no-scene = 这些实验里没有场景“{ $name }”。最接近的是：{ $near }
usage-no-knob = 这些实验里没有旋钮“{ $name }”。最接近的是：{ $near }
usage-no-knobs = 没有旋钮“{ $name }”：这些实验都没有旋钮
usage-knob-range = 旋钮 { $name }：“{ $value }”不在 { $range } 之内
usage-no-page = 没有命令“{ $name }”的手册页。最接近的是：{ $near }
usage-not-a-setting = “{ $text }”不是 旋钮=值 的形式

## list

list-exercises = 〔练习：{ $slugs }〕
list-part-sockets = 套接字与名字
list-part-udp = UDP
list-part-tcp = TCP 连接
list-part-stream = 字节流
list-part-messages = 字节流上的消息
list-part-neighbours = 邻居们

## overview

overview-next = 下一步：`socklab predict { $lab }` 先问你会怎样；`socklab run { $lab }` 直接运行；`socklab show { $lab }` 讲给你听。想自己动手写程序：`socklab init DIR`。

## run

run-nothing-captured = 什么也没有抓到：{ $because }。{ $remedy }

## predict

predict-ask = 你的回答（输入编号）：
predict-no-answer = 没有回答；可选的是 { $offered }
predict-no-choice = “{ $text }”不在可选的 { $offered } 之中
predict-you-said = 你说：{ $said }
predict-it-did = 实际：{ $seen }
predict-decided = 由 #{ $number } 判定
predict-right = 说对了。
predict-no-choice-right = 在这里，没有一个选项是对的。
predict-nothing-seen = 在这台主机上，这次运行看不到结果。

## doctor

doctor-yes = 有
doctor-no = 无
doctor-because = 原因：{ $reason }
doctor-cost = 缺了它就看不到：{ $scenes }
doctor-cost-nothing = 没有实验需要它
doctor-cost-isolation = 实验只能逐个在本机的回环接口上运行，旁边还有别的程序
doctor-isolation = 每次运行自己的网络，里面没有别的东西
doctor-wire = 查看回环接口上数据包的权利
doctor-ipv6 = 回环地址 ::1
doctor-tcp-info = 内核为每条连接记的数
doctor-tcp-table = 连接表，包括 TIME_WAIT
doctor-cork = TCP_CORK 和 TCP_QUICKACK
doctor-reuse-port = SO_REUSEPORT
doctor-true-length = 能说出数据报完整长度的 recv

## dev

dev-check-summary = { $labs } 个实验，{ $problems ->
    [0] 没有问题
   *[other] { $problems } 个问题
}
stamp-no-labs = 读取当前文件夹下的 labs：{ $error }
stamp-summary = { $texts } 份译文，其中 { $changed } 份重新盖戳
soak-progress = 第 { $round } 轮，共 { $runs } 轮
soak-other = { $claim }：{ $verdict }，{ $times } 次；最后一次：{ $last }

## 一次运行的图和步骤

render-client = 客户端程序
render-server = 服务器程序
render-send-queue = 发送队列
render-wire = 线路
render-receive-queue = 接收队列
render-segments = { $count } 段
render-blocked = 阻塞在这里
render-concurrent = 有多个线程在运行：只有同一个角色内部的先后是确定的
render-rows-left-out = .. 这里省略了 { $count } 行，完整过程见逐步记录
render-packets-left-out = .. 另有 { $count } 个
render-dropped = 另有 { $count } 个事件超出了记录的容量
render-lost = 另有 { $count } 个数据包没有抓到
render-wait-queued = 等到有 { $bytes } 字节可读
render-wait-readable = 等到可读
render-wait-writable = 等到可写
render-wait-acknowledged = 等到全部得到确认
render-wait-state = 等到 { $state }
render-wait-packets = 等线路上出现：{ $what }
render-queues = 队列：{ $receive } 字节待读，{ $send } 字节未确认
render-segments-out = 至此发出了 { $count } 个带数据的段
render-state = 状态 { $state }

## 运行报告

render-isolated = 在独立的网络命名空间里运行
render-host = 在本机的回环接口上运行
render-host-refused = 在本机的回环接口上运行：系统不允许新建网络命名空间（{ $because }）
render-turned = 不作判定：改了设置（{ $settings }）
render-failed = 这个场景中途出错：{ $because }
render-deadline = 这个场景 { $seconds } 秒后还没有结束，已中止
render-not-started = 没有运行：本机缺少{ $what }
render-missing = { $what }（{ $because }）
render-get-wire = 要获得它：用 root 运行，或授予 CAP_NET_RAW，或允许用户命名空间
render-holds = 成立
render-broken = 不成立
render-unobservable = 无法观察
render-unrecorded = 尚无记录
render-not-judged = 不判定
render-as-expected = 观察到：{ $value }，与预期相符
render-expected = 预期：{ $value }
render-expected-here = 预期：{ $value } [{ $evidence }]
render-observed = 观察到：{ $value }
render-observed-nothing = 什么也没有观察到
render-nothing-known = { $system } 上还没有记录
render-needs = 需要{ $what }
render-decided-by = [由 #{ $number } 判定]
render-measured = 实测
render-cited = 引自：{ $source }
render-unknown = 未知
render-yes = 是
render-no = 否
render-ok = 成功
render-or = 或
render-at-least = 至少 { $number }
render-at-most = 至多 { $number }
render-between = { $low } 到 { $high }
render-capability-isolation = 网络命名空间
render-capability-wire = 抓包权限
render-capability-ipv6 = IPv6 回环地址
render-capability-tcp-info = TCP_INFO
render-capability-tcp-table = TCP 连接表
render-capability-cork = TCP_CORK 和 TCP_QUICKACK
render-capability-reuse-port = SO_REUSEPORT
render-capability-true-length = 作为 recv 标志的 MSG_TRUNC
render-summary-holds = { $count } 条成立
render-summary-broken = { $count } 条不成立
render-summary-unobservable = { $count } 条无法观察
render-summary-unrecorded = { $count } 条尚无记录
render-summary-not-judged = { $count } 条未判定

## the report on a student's program

check-expected = 应为
check-actual = 实际
check-differs = 从第 { $at } 个字节开始不同
check-chunks = 这些字节是分块发送的：{ $sizes }。
check-said = 程序的标准错误输出：
check-peer-did = 对方做了什么、看到了什么：
check-see-lab = 原因看第 { $lab } 课：socklab run { $lab }
check-skipped = 没有试：先要通过 { $check }
check-unjudged = 无法判定，不是程序的错：{ $because }
check-summary = { $all } 项检查通过了 { $passed } 项，得 { $points } 分，满分 { $max } 分
check-summary-unjudged = { $count } 项无法判定
check-again = 卡住了？运行 socklab hint { $slug }。想原样再试一次：--seed { $seed }
check-exit-code = 退出码 { $code }
check-exit-signal = 被信号 { $signal } 杀死
check-exit-success = 退出码 0
check-exit-failure = 退出码不是 0
check-ms = { $ms } 毫秒
check-at-most-ms = 最多 { $ms } 毫秒
check-mib = { $mib } MiB
check-below-mib = 少于 { $mib } MiB
check-build-failed = 程序没有编译成功，所以没有检查：
finding-cannot-start = 程序无法启动：{ $because }
finding-exited-early = 程序还没开始监听就结束了（{ $how }）。
finding-not-listening = 程序在运行，但没有人监听这个地址。
finding-wrong-port = 程序监听的是别的端口。地址在环境变量 SOCKLAB_ADDR 里；端口写死的程序请用 --port。
finding-wrong-address = 端口对了，但程序监听的是另一个地址，对方不会去那里找。
finding-wrong-protocol = 程序用 { $actual } 打开了这个端口，而这道练习要的是 { $wanted }。
finding-exited = 程序还有事要做，却已经结束了（{ $how }）。
finding-wrong-exit = 程序结束的方式不对。
finding-still-running = 程序早该结束了，过了 { $ms } 毫秒还在运行。
finding-not-connected = 程序始终没有连接这个地址。
finding-refused = { $address } 已经没有人监听了：连接被拒绝。
finding-closed-early = 程序关闭连接太早了，还差 { $missing } 个字节。
finding-reset = 程序中断了连接（复位）。
finding-short = 对方还在等 { $missing } 个字节，程序却没有再做任何事。
finding-wrong-bytes = 程序发来的字节不对。
finding-too-much = 程序多发了 { $more } 个字节。
finding-not-closed = 程序没有关闭连接：对方还在等结尾。
finding-not-reading = 程序不去读发给它的数据：{ $of } 个字节里只读走了 { $taken } 个。
finding-no-answer = 没有收到回复的数据报。
finding-wrong-receiver = 回答发给了另一个客户端。
finding-wrong-source = 数据报不是从该来的地址来的。
finding-missing-output = 标准输出还差 { $missing } 个字节。是不是忘了刷新（flush）？
finding-wrong-output = 程序写到标准输出的内容不对。
finding-extra-output = 程序往标准输出多写了内容。
finding-silent = 程序一声不响就结束了。请在标准错误里说明出了什么问题。
finding-late = 程序太慢了。
finding-busy = 程序没有事做却一直在忙：{ $wall } 毫秒里占用了 { $cpu } 毫秒的处理器时间。
finding-too-much-memory = 程序占用的内存太多了。
finding-stray-file = 有一个不该存在的文件：{ $name }
render-skipped = .. 前面还有 { $count } 个事件
usage-no-exercise = 没有练习 "{ $name }"。相近的有：{ $near }
usage-no-check = { $slug } 里没有检查 "{ $name }"。相近的有：{ $near }

## a student's workspace

help-init = 新建一个工作区：一个文件夹，每个练习都有一个要写的程序
help-init-dir = 文件夹；必须还不存在，或者是空的
help-watch = 每次保存后自动检查
help-watch-exercise = 练习的名字；不写就检查刚保存了源文件的那个练习
help-watch-poll = 反复查看文件；用于系统不通知文件变化的地方
help-hint = 给没通过的检查显示下一条提示
help-hint-exercise = 练习的名字
help-hint-check = 哪一项检查；不写就是上次没通过的第一项
help-solution = 你的程序通过之后，显示一份参考答案
help-solution-exercise = 练习的名字
help-solution-language = 答案用哪种语言写
help-solution-anyway = 还没通过也要看
help-reset = 把一个练习从头再来；你写的文件会另存在旁边
help-reset-exercise = 练习的名字
init-done = 已建好 { $folder }，里面有 { $count } 个练习，每个都有一个要写的程序。
init-next = 下一步：先 `cd { $folder }`，再运行 `socklab watch`。里面的 README.md 有更多说明。
init-not-empty = { $folder } 不是空文件夹，里面已有 { $holds }。什么也没有写入
init-not-a-folder = { $folder } 不是文件夹。什么也没有写入
init-nothing-written = { $why }。什么也没有写入
init-half-written = { $why }。在此之前写好的有：{ $written }
workspace-none = 这个文件夹和它的上层都没有 socklab.toml。用 `socklab init DIR` 可以新建一个工作区
workspace-no-entry = { $path } 里没有 [exercise.{ $slug }] 这一段
workspace-read = 读取 { $path }：{ $error }
workspace-write = 写入 { $path }：{ $error }
workspace-rename = 给损坏的 { $path } 改名：{ $error }
manifest-not-toml = 不符合 TOML 语法：{ $words }
manifest-no-key = 没有这个键：{ $key }。最接近的是：{ $near }
manifest-no-table = { $key } 必须是一个表，例如 [exercise.tcp-echo]
manifest-no-run = 练习 { $slug } 缺少键 run，例如 run = ["python3", "server.py"]
manifest-no-command = { $key } 必须是字符串列表，例如 ["python3", "server.py"]
manifest-no-program = { $key } 没有写程序名
manifest-no-port = { $value } 不是端口号：端口号是 1 到 65535 的整数
progress-no-folder = 查找存放数据的文件夹：{ $error }
progress-newer = { $path } 是更新版本的 socklab 写的（格式 { $version }）。它保持原样，这次也不会记下新的进度
progress-lost = 没能记下你的进度：{ $why }
progress-set-aside = 记录进度的文件损坏了，已改名为 { $path }，现在重新开始记录
check-no-program = 没有要检查的程序。请在 `--` 之后写上启动它的命令，例如 `socklab check { $slug } -- python3 server.py`，或者新建一个工作区：`socklab init DIR`
build-running = 正在构建 { $slug } ..
build-cancelled = 已取消
build-not-started = 启动 { $program }：{ $error }
build-deadline = { $seconds } 秒后还没有结束，已中止
build-output-cut = .. 前面还有
watch-watching = 正在留意 { $folder }：每次保存都会检查。
watch-polls = 每秒查看几次文件。
watch-polls-refused = 系统不通知文件的变化（{ $because }），改为每秒查看几次文件。
watch-keys = [c] 取消　[r] 再查一次　[q] 退出
watch-keys-lines = 输入字母再按回车：c 取消，r 再查一次，q 退出
watch-nothing-left = 这里的练习全都通过了。保存其中一个，就会再检查它。
watch-cancelled = { $slug }：已取消，没有检查
watch-no-entry = socklab.toml 里不再有 [exercise.{ $slug }] 这一段
watch-trouble = 检查没能进行：{ $error }
watch-deaf = 有些保存可能察觉不到：{ $because }。`socklab watch --poll` 不靠系统通知
hint-step = 提示 { $step }，共 { $all } 条
hint-more = 再运行一次同样的命令，显示下一条提示。
hint-end = 提示到此为止。`socklab solution { $slug } --anyway` 显示完整的程序。
hint-all-passed = { $slug } 的检查上次全部通过了。要看某一项的提示，请写上它的名字。
solution-not-yet = { $slug } 还没有通过，自己想出来收获更大。要提示：`socklab hint { $slug }`。实在要看答案：`socklab solution { $slug } --anyway`
solution-no-python = { $slug } 没有 Python 答案。有 Python 答案的是：{ $others }
reset-written = 已写好 { $path }。
reset-untouched = { $path } 和一开始一样，没有动它。
reset-kept = 已重新写好 { $path }。你原来写的在 { $backup }。
reset-not-rust = { $folder } 里没有 Cargo.toml，而起始程序是用 Rust 写的

## 一次运行中的一个事件

event-evidence-entered = 依据：调用已经开始。它返回了什么，要看返回的那一刻。
event-evidence-returned = 依据：调用自己的返回值。
event-evidence-waited = 依据：内核。socklab 一直等到内核显示出这个状态，程序本身并不知道。
event-evidence-counted = 依据：内核自己的计数，在调用之后查到的。
event-evidence-captured = 依据：数据包本身，是在回环接口上抓到的。
event-evidence-said = 这是课文里的话，不是证据。
event-queues = { $actor } 最近一次计数：{ $receive } 字节待读，{ $send } 字节已发出而未确认
event-more-bytes = 只显示 { $all } 个字节中的前 { $shown } 个

## 交互式实验

predict-you-said-surely = 你说：{ $said }（{ $sure }）
predict-guess = 猜的
predict-fairly-sure = 比较有把握
predict-certain = 肯定
check-word-passed = 通过
check-word-failed = 没通过
check-word-unjudged = 没有判定
check-word-skipped = 没有尝试
tui-title = 套接字到底怎么做
tui-too-small = 窗口太小：socklab 需要 { $columns } 列、{ $rows } 行。请把窗口放大，或者用 `socklab --plain`。
tui-path = 课程：{ $predicted } 课预测过，{ $run } 课运行过，{ $passed } 个练习通过
tui-searching = 查找：{ $text }
tui-nothing-found = 没有找到。按 Esc 重新显示全部课程。
tui-exercises = 练习：{ $names }
tui-legend = 标记：预测过、运行过、每个练习是否通过
tui-lesson = 课文
tui-timeline = 时间线
tui-predict = 你的预测
tui-sealed = 回答之前先不揭晓。按 s 可以不回答，直接运行。
tui-how-sure = 你有多大把握：{ $sure }
tui-how-sure-open = 你有多大把握？愿意的话，按 c 说一下。
tui-running-title = 正在运行
tui-running = 正在这台机器上运行真实的套接字 ..
tui-verdicts = 结果
tui-event = 事件
tui-playing = 事件（自动播放）
tui-observed = 观察到的
tui-as-it-is = 原样
tui-knobs = 旋钮
tui-knob-range = { $range }，原值 { $default }
tui-knob-refused = 有一个旋钮不接受现在的值。
tui-no-knobs = 这一课没有旋钮。
tui-one-scene = 这一课只有一个场景。转动旋钮就可以对比。
tui-no-exercise = 这一课没有练习。课程列表的下方写着每一课的练习。
tui-one-exercise = 这一课没有别的练习。
tui-contract = 要求
tui-checks = 检查
tui-checks-waiting = 检查：每次保存都会检查
tui-checks-building = 检查：正在构建 ..
tui-checks-running = 检查：正在进行 ..
tui-check-running = ..
tui-passed-last-time = 上次通过
tui-failed-last-time = 上次没通过
tui-no-more-hints = 提示到此为止。`socklab solution { $slug } --anyway` 显示完整的程序。
tui-homeless = 这里没有工作区。按 i 在这个文件夹里新建一个，或者到已有的工作区里启动 socklab。
tui-workspace-made = 已新建 { $folder }。下次请在那里启动 socklab。
tui-no-editor = 没有设置编辑器：VISUAL 和 EDITOR 都是空的。请用任意编辑器打开 { $path }，每次保存都会检查。
tui-no-source = socklab.toml 没有写这个文件夹里的文件。请用任意编辑器打开你的源文件，每次保存都会检查。
tui-edit-failed = 没能使用 { $editor }：{ $because }
tui-trouble-run = 没能开始运行：{ $error }
tui-trouble-watch = 没能留意这个练习：{ $error }
tui-help = 按键
tui-help-about = 在任何地方按 Ctrl-C 都会退出，Ctrl-Z 把 socklab 暂时放到后台（fg 回来）。预测从不打分。使用读屏软件时，请用 `socklab --plain`。
tui-key-help = 帮助
tui-key-language = English
tui-key-quit = 退出
tui-key-back = 返回
tui-key-move = 移动
tui-key-page = 翻页
tui-key-ends = 首尾
tui-key-open = 打开
tui-key-search = 查找
tui-key-answer = 回答
tui-key-confidence = 把握
tui-key-skip = 跳过
tui-key-run = 运行
tui-key-cancel = 取消
tui-key-pane = 换区域
tui-key-scene = 下个场景
tui-key-other-exercise = 另一个练习
tui-key-step = 单步
tui-key-actor = 同一程序
tui-key-play = 播放/暂停
tui-key-verdicts = 结果
tui-key-again = 重新预测
tui-key-knobs = 旋钮
tui-key-turn = 转动
tui-key-compare = 对比
tui-key-make = 动手写
tui-key-edit = 编辑
tui-key-check = 检查
tui-key-hint = 提示
tui-key-workspace = 新建工作区
tui-does-help = 显示这张表。
tui-does-language = 改用英文。
tui-does-quit = 退出 socklab。进度会保留。
tui-does-back = 回到上一处。
tui-does-move = 移动光标，或者滚动当前区域。
tui-does-page = 同上，一次一页。
tui-does-ends = 到开头，到末尾。
tui-does-open = 打开光标所在的课。
tui-does-search = 按编号、名称、标题或练习名查找。
tui-does-answer = 交出选中的答案。按数字键也可以选。然后就会运行。
tui-does-confidence = 说说你有多大把握：猜的、比较有把握、肯定。不说也可以。
tui-does-skip = 不回答，直接运行。
tui-does-run = 用真实的套接字运行。
tui-does-cancel = 中止正在进行的事。
tui-does-pane = 切换到屏幕的下一个区域。
tui-does-scene = 显示下一个场景。
tui-does-other-exercise = 到这一课的另一个练习。
tui-does-step = 后退一个事件，前进一个事件。它的调用、字节和队列显示在下方。
tui-does-actor = 到同一个程序的下一个事件。
tui-does-play = 自动一个一个往下走，再按就停。
tui-does-verdicts = 不看事件，改看你的预测和各项结果。
tui-does-again = 再问我一次，回答之前不揭晓。
tui-does-knobs = 转动这一课的旋钮。随后重新运行，前后两次并排显示。
tui-does-turn = 把光标所在的旋钮调小或调大。数字键直接输入数值。
tui-does-compare = 把两个场景并排显示。
tui-does-make = 编写这一课的练习程序。
tui-does-edit = 用你的编辑器打开源文件（$VISUAL 或 $EDITOR）。
tui-does-check = 重新构建并检查。
tui-does-hint = 给光标所在的检查再看一条提示。
tui-does-workspace = 在这个文件夹里新建工作区：每个练习一个待写的程序。
usage-plain-command = --plain 只用于不带命令的 `socklab`
help-plain = 用普通的问答进行交互式实验：适合读屏软件，也适合没有终端的地方
plain-welcome = socklab 问答版。每次输入一行再按回车；输入问号，可以看到还能怎么回答。English: lang
plain-goodbye = 再见。进度已经保存。
plain-which-lab = 去哪一课？请输入编号或名字中的词；直接按回车去 { $next }。
plain-your-answer = 你的回答（编号）；直接按回车就不回答，马上运行。
plain-how-sure = 有多大把握？1 猜的，2 比较有把握，3 肯定；直接按回车就不说。
plain-what-next = 接下来呢？回车看下一个事件，b 换一课，问号看更多。
plain-not-understood = 这里看不懂“{ $text }”。输入问号，看看可以怎么回答。
plain-no-event = 没有这个事件。
plain-no-workspace = 这里没有工作区：i 在这个文件夹里新建一个，b 返回。
plain-exercise = { $slug }：回车构建并检查，e 打开编辑器，h 看提示，b 返回。
plain-help-everywhere = 任何地方：lang 改用英文（English），q 退出。
plain-help-list = list 列出全部课程。
plain-help-answer = 请输入答案的编号。回答会记下来，从不打分。
plain-help-step = 回车是下一个事件，< 是上一个，数字是那个编号的事件，a 是同一程序的下一个事件，s 是全部事件。
plain-help-scene = v 说明结果，n 去下一个场景，c 对比所有场景。
plain-help-knob = k 列出旋钮；k 名称=值 转动一个旋钮再运行，前后对照。
plain-help-lab = t 读完整的课文，m 去做练习，p 再问你一次，b 回到课程。
plain-help-exercise = r 构建并检查，e 打开编辑器，h 给第一个没通过的检查看下一条提示，n 去这一课的另一个练习，b 返回。
