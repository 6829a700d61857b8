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

list-part-sockets = 套接字与名字
list-part-udp = UDP
list-part-tcp = TCP 连接
list-part-stream = 字节流
list-part-messages = 字节流上的消息
list-part-neighbours = 邻居们

## overview

overview-next = 下一步：`socklab predict { $lab }` 先问你会怎样；`socklab run { $lab }` 直接运行；`socklab show { $lab }` 讲给你听。

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

check-summary = { $labs } 个实验，{ $problems ->
    [0] 没有问题
   *[other] { $problems } 个问题
}
stamp-no-labs = 读取当前文件夹下的 labs：{ $error }
stamp-summary = { $labs } 份译文，其中 { $changed } 份重新盖戳
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
