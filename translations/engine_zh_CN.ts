<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>text</name>
    <message>
        <source>Aliases nest this document more than {number} levels deep.</source>
        <translation>别名使这个文档嵌套超过 {number} 层。</translation>
    </message>
    <message>
        <source>Write the value out instead of the alias.</source>
        <translation>请把值写出来，不要用别名。</translation>
    </message>
    <message>
        <source>The aliases of this document repeat too much: it would grow beyond all bounds.</source>
        <translation>这个文档的别名重复过多：展开后会大得没有边际。</translation>
    </message>
    <message>
        <source>Write out what is needed instead of repeating repetitions.</source>
        <translation>请写出需要的内容，不要重复地重复。</translation>
    </message>
    <message>
        <source>`{text}` is a number that JSON, and so Kubernetes, does not have.</source>
        <translation>`{text}` 这种数字 JSON 没有，Kubernetes 也没有。</translation>
    </message>
    <message>
        <source>Quote it if it is a text.</source>
        <translation>如果它是文本，请加引号。</translation>
    </message>
    <message>
        <source>Remove the tag, or write a value that fits it.</source>
        <translation>请去掉标签，或写与它相符的值。</translation>
    </message>
    <message>
        <source>`&lt;&lt;` takes a mapping, or a list of mappings, to merge.</source>
        <translation>`&lt;&lt;` 要合并的应为映射或映射的列表。</translation>
    </message>
    <message>
        <source>Write `&lt;&lt;: *name`, or quote the `&lt;&lt;`.</source>
        <translation>请写 `&lt;&lt;: *name`，或给 `&lt;&lt;` 加引号。</translation>
    </message>
    <message>
        <source>The key `{text}` stands twice in this mapping, on lines {number} and {number2}; the last one counts.</source>
        <translation>键 `{text}` 在这个映射中出现两次，在第 {number} 行和第 {number2} 行；以最后一个为准。</translation>
    </message>
    <message>
        <source>The key `{text}` stands twice in this mapping, on lines {number} and {number2}.</source>
        <translation>键 `{text}` 在这个映射中出现两次，在第 {number} 行和第 {number2} 行。</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>请去掉其中一个。</translation>
    </message>
    <message>
        <source>A mapping or list stands here as a key; a key is a text.</source>
        <translation>这里用映射或列表作键；键应为文本。</translation>
    </message>
    <message>
        <source>This key is not a text, a number or a boolean.</source>
        <translation>这个键不是文本、数字或布尔值。</translation>
    </message>
    <message>
        <source>Quote the value if `{{ … }}` is a template that was left in.</source>
        <translation>如果 `{{ … }}` 是留下的模板，请给值加引号。</translation>
    </message>
    <message>
        <source>Quote the key.</source>
        <translation>请给键加引号。</translation>
    </message>
    <message>
        <source>There is nothing to remove at this place.</source>
        <translation>这个位置没有可去掉的内容。</translation>
    </message>
    <message>
        <source>A document is not removed from within; remove its text.</source>
        <translation>不能从内部去掉整个文档；请删除它的文本。</translation>
    </message>
    <message>
        <source>This value is written elsewhere in the document and comes in by an alias or a merge; edit it where its anchor is.</source>
        <translation>这个值写在文档别处，由别名或合并引入；请在锚点处修改。</translation>
    </message>
    <message>
        <source>This cannot be changed in the text without changing something else with it; edit the text by hand.</source>
        <translation>改动它必然连带改动别的内容；请手工修改文本。</translation>
    </message>
    <message>
        <source>The list has {number} items; there is no item `{text}`.</source>
        <translation>列表有 {number} 项，没有第 `{text}` 项。</translation>
    </message>
    <message>
        <source>Here is {kind}, which has no `{text}` in it.</source>
        <translation>这里是{kind}，其中没有 `{text}`。</translation>
    </message>
    <message>
        <source>This is not a JSON Pointer; it starts with `/` and escapes `~`.</source>
        <translation>这不是 JSON Pointer；它应以 `/` 开头并转义 `~`。</translation>
    </message>
    <message>
        <source>The value cannot be written: a number that is not finite, or too deep.</source>
        <translation>这个值写不出来：数字不是有限的，或嵌套过深。</translation>
    </message>
    <message>
        <source>There are too many documents in one text.</source>
        <translation>一个文本中的文档过多。</translation>
    </message>
    <message>
        <source>Split the text into several files.</source>
        <translation>请把文本拆成几个文件。</translation>
    </message>
    <message>
        <source>The text has too many values.</source>
        <translation>文本中的值过多。</translation>
    </message>
    <message>
        <source>Split it into several files.</source>
        <translation>请把它拆成几个文件。</translation>
    </message>
    <message>
        <source>The text is nested more than {number} levels deep.</source>
        <translation>文本嵌套超过 {number} 层。</translation>
    </message>
    <message>
        <source>Flatten it; no Kubernetes object is that deep.</source>
        <translation>请减少层次；没有 Kubernetes 对象有这么深。</translation>
    </message>
    <message>
        <source>This is not JSON: here should be {wanted}.</source>
        <translation>这不是 JSON：此处应为{wanted}。</translation>
    </message>
    <message>
        <source>Mend the JSON at this place.</source>
        <translation>请改正这个位置的 JSON。</translation>
    </message>
    <message>
        <source>a comma or the closing bracket</source>
        <translation>逗号或右括号</translation>
    </message>
    <message>
        <source>a key in double quotes</source>
        <translation>双引号中的键</translation>
    </message>
    <message>
        <source>a colon after the key</source>
        <translation>键后的冒号</translation>
    </message>
    <message>
        <source>The bracket opened here is never closed.</source>
        <translation>这里打开的括号没有关闭。</translation>
    </message>
    <message>
        <source>Close it with `}` or `]`.</source>
        <translation>请用 `}` 或 `]` 关闭它。</translation>
    </message>
    <message>
        <source>The string that starts here has no closing quote.</source>
        <translation>从这里开始的字符串没有右引号。</translation>
    </message>
    <message>
        <source>Add the closing `&quot;`.</source>
        <translation>请加上右引号 `&quot;`。</translation>
    </message>
    <message>
        <source>This escape in a string is unknown.</source>
        <translation>字符串中的这个转义未知。</translation>
    </message>
    <message>
        <source>Write a backslash as `\\`.</source>
        <translation>反斜杠请写成 `\\`。</translation>
    </message>
    <message>
        <source>`\u` must be followed by four hexadecimal digits.</source>
        <translation>`\u` 后面必须是四位十六进制数字。</translation>
    </message>
    <message>
        <source>This escape is half of a character.</source>
        <translation>这个转义只是半个字符。</translation>
    </message>
    <message>
        <source>Write the character itself, or one `\U` with 8 digits.</source>
        <translation>请写字符本身，或一个带 8 位数字的 `\U`。</translation>
    </message>
    <message>
        <source>The text is not UTF-8 here.</source>
        <translation>文本此处不是 UTF-8。</translation>
    </message>
    <message>
        <source>Save the file in UTF-8.</source>
        <translation>请把文件存为 UTF-8。</translation>
    </message>
    <message>
        <source>A NUL byte stands in the text.</source>
        <translation>文本中有 NUL 字节。</translation>
    </message>
    <message>
        <source>A control character stands in the text.</source>
        <translation>文本中有控制字符。</translation>
    </message>
    <message>
        <source>Remove it; or is this not a text file?</source>
        <translation>请去掉它；或者这不是文本文件？</translation>
    </message>
    <message>
        <source>Remove it, or write it as an escape in double quotes.</source>
        <translation>请去掉它，或在双引号中写成转义。</translation>
    </message>
    <message>
        <source>Kubernetes reads YAML 1.1 only.</source>
        <translation>Kubernetes 只读 YAML 1.1。</translation>
    </message>
    <message>
        <source>Remove the `%YAML` line.</source>
        <translation>请去掉 `%YAML` 行。</translation>
    </message>
    <message>
        <source>Only the first document of a kubeconfig counts.</source>
        <translation>kubeconfig 只有第一个文档有效。</translation>
    </message>
    <message>
        <source>Put the other one into a file of its own.</source>
        <translation>请把另一个放到单独的文件中。</translation>
    </message>
    <message>
        <source>The text has {size}; {size2} is the most that is read.</source>
        <translation>文本有 {size}，最多读取 {size2}。</translation>
    </message>
    <message>
        <source>The text is written in UTF-16, which is not read.</source>
        <translation>文本是 UTF-16 编码，不能读取。</translation>
    </message>
    <message>
        <source>The text tagged !!binary is not base64.</source>
        <translation>标为 !!binary 的文本不是 base64。</translation>
    </message>
    <message>
        <source>The tag !!{name} does not fit this value.</source>
        <translation>标签 !!{name} 与这个值不符。</translation>
    </message>
    <message>
        <source>This line is neither a `key: value` nor an item of the list above it.</source>
        <translation>这一行既不是 `key: value`，也不是上方列表的一项。</translation>
    </message>
    <message>
        <source>Check its indentation, and that a colon and a space follow the key.</source>
        <translation>请检查缩进，以及键后是否有冒号和空格。</translation>
    </message>
    <message>
        <source>The indentation of this line matches no line above it.</source>
        <translation>这一行的缩进与上方任何一行都不一致。</translation>
    </message>
    <message>
        <source>Indent it exactly like the lines that it belongs with.</source>
        <translation>请与它同级的行保持完全相同的缩进。</translation>
    </message>
    <message>
        <source>This key is indented like a part of the value above it, which is already complete.</source>
        <translation>这个键的缩进像是上方值的一部分，而那个值已经完整。</translation>
    </message>
    <message>
        <source>Indent it like the keys that it stands beside, or empty the value above.</source>
        <translation>请与同级的键对齐，或清空上方的值。</translation>
    </message>
    <message>
        <source>The tag here is not well formed.</source>
        <translation>这里的标签格式不对。</translation>
    </message>
    <message>
        <source>Remove what starts with `!`, or quote the value.</source>
        <translation>请去掉以 `!` 开头的内容，或给值加引号。</translation>
    </message>
    <message>
        <source>The directive line here is not understood.</source>
        <translation>这里的指令行读不懂。</translation>
    </message>
    <message>
        <source>Remove the line that starts with `%`; Kubernetes needs none.</source>
        <translation>请去掉以 `%` 开头的行；Kubernetes 不需要它。</translation>
    </message>
    <message>
        <source>The anchor or alias here is not well formed.</source>
        <translation>这里的锚点或别名格式不对。</translation>
    </message>
    <message>
        <source>Give a value one `&amp;name` at most, and an alias `*name` nothing besides.</source>
        <translation>一个值最多一个 `&amp;name`，别名 `*name` 旁边不要写别的。</translation>
    </message>
    <message>
        <source>A tab is used for indentation, where YAML allows only spaces.</source>
        <translation>缩进用了制表符，YAML 只允许空格。</translation>
    </message>
    <message>
        <source>Replace the tab by spaces.</source>
        <translation>请把制表符换成空格。</translation>
    </message>
    <message>
        <source>Add the closing quote.</source>
        <translation>请加上右引号。</translation>
    </message>
    <message>
        <source>This bracket closes nothing.</source>
        <translation>这个右括号没有对应的左括号。</translation>
    </message>
    <message>
        <source>Remove it, or add the bracket that opens.</source>
        <translation>请去掉它，或补上左括号。</translation>
    </message>
    <message>
        <source>A comma is missing in front of this.</source>
        <translation>这前面缺少逗号。</translation>
    </message>
    <message>
        <source>Add a comma, or close the bracket before it.</source>
        <translation>请加上逗号，或在它之前关闭括号。</translation>
    </message>
    <message>
        <source>A second `: ` stands on this line.</source>
        <translation>这一行出现了第二个 `: `。</translation>
    </message>
    <message>
        <source>Quote the value, or put the inner key on a line of its own, indented deeper.</source>
        <translation>请给值加引号，或把内层的键另起一行并缩进更深。</translation>
    </message>
    <message>
        <source>A mapping cannot start on the line of the `---`.</source>
        <translation>映射不能从 `---` 所在行开始。</translation>
    </message>
    <message>
        <source>Put it on the next line.</source>
        <translation>请放到下一行。</translation>
    </message>
    <message>
        <source>A list cannot start on the line of its key.</source>
        <translation>列表不能从键所在行开始。</translation>
    </message>
    <message>
        <source>Put the `- ` on the next line, or quote the value if it is a text.</source>
        <translation>请把 `- ` 放到下一行；如果是文本，请加引号。</translation>
    </message>
    <message>
        <source>A list cannot start on the line of its anchor or tag.</source>
        <translation>列表不能从锚点或标签所在行开始。</translation>
    </message>
    <message>
        <source>Put the `- ` on the next line.</source>
        <translation>请把 `- ` 放到下一行。</translation>
    </message>
    <message>
        <source>A text that starts with this character must be quoted.</source>
        <translation>以这个字符开头的文本必须加引号。</translation>
    </message>
    <message>
        <source>Put the text in single quotes.</source>
        <translation>请把文本放在单引号中。</translation>
    </message>
    <message>
        <source>This escape in a double-quoted string is unknown.</source>
        <translation>双引号字符串中的这个转义未知。</translation>
    </message>
    <message>
        <source>Write a backslash as `\\`, or put the text in single quotes.</source>
        <translation>反斜杠请写成 `\\`，或把文本放在单引号中。</translation>
    </message>
    <message>
        <source>This escape in a double-quoted string is half of a character.</source>
        <translation>双引号字符串中的这个转义只是半个字符。</translation>
    </message>
    <message>
        <source>A comment is not possible here.</source>
        <translation>这里不能写注释。</translation>
    </message>
    <message>
        <source>Put a space in front of the `#`, or quote the text that holds it.</source>
        <translation>请在 `#` 前加空格，或给含它的文本加引号。</translation>
    </message>
    <message>
        <source>Something follows the closing quote of this string.</source>
        <translation>这个字符串的右引号后面还有内容。</translation>
    </message>
    <message>
        <source>Quote the whole value once, or remove what follows.</source>
        <translation>请给整个值加一次引号，或去掉后面的内容。</translation>
    </message>
    <message>
        <source>Something follows the `...` that ends the document.</source>
        <translation>结束文档的 `...` 后面还有内容。</translation>
    </message>
    <message>
        <source>Put it on a line of its own.</source>
        <translation>请另起一行。</translation>
    </message>
    <message>
        <source>A key is not possible here.</source>
        <translation>这里不能写键。</translation>
    </message>
    <message>
        <source>Put it on a line of its own, or quote the text that holds `? ` or `: `.</source>
        <translation>请另起一行，或给含 `? ` 或 `: ` 的文本加引号。</translation>
    </message>
    <message>
        <source>The block of text that starts here is not well formed.</source>
        <translation>从这里开始的文本块格式不对。</translation>
    </message>
    <message>
        <source>Indent its lines evenly, deeper than the key.</source>
        <translation>请让各行缩进一致，且比键更深。</translation>
    </message>
    <message>
        <source>A list item is not possible here.</source>
        <translation>这里不能写列表项。</translation>
    </message>
    <message>
        <source>Put the `- ` on a line of its own, or quote the text.</source>
        <translation>请把 `- ` 另起一行，或给文本加引号。</translation>
    </message>
    <message>
        <source>This character is not possible here.</source>
        <translation>这里不能有这个字符。</translation>
    </message>
    <message>
        <source>Remove it, or put the text in double quotes with an escape.</source>
        <translation>请去掉它，或在双引号中写成转义。</translation>
    </message>
    <message>
        <source>The text cannot be read as YAML from here on.</source>
        <translation>从这里起文本不能当作 YAML 读取。</translation>
    </message>
    <message>
        <source>Check indentation, quotes and brackets of this line and the one above.</source>
        <translation>请检查这一行和上一行的缩进、引号和括号。</translation>
    </message>
    <message>
        <source>There are more problems than are listed here.</source>
        <translation>问题比这里列出的更多。</translation>
    </message>
    <message>
        <source>Mend these first, then read the text again.</source>
        <translation>请先改正这些，再重新读取。</translation>
    </message>
    <message>
        <source>The YAML library could not be started.</source>
        <translation>YAML 库无法启动。</translation>
    </message>
    <message>
        <source>Free some memory.</source>
        <translation>请释放一些内存。</translation>
    </message>
    <message>
        <source>This line of the block text is not indented enough.</source>
        <translation>文本块的这一行缩进不够。</translation>
    </message>
    <message>
        <source>Indent it like the block&apos;s first line.</source>
        <translation>请与文本块的第一行对齐。</translation>
    </message>
    <message>
        <source>No anchor `&amp;{text}` stands above this alias.</source>
        <translation>这个别名上方没有锚点 `&amp;{text}`。</translation>
    </message>
    <message>
        <source>Define it further up in the same document, or quote the text if it is one.</source>
        <translation>请在同一文档的前面定义它；如果是文本，请加引号。</translation>
    </message>
    <message>
        <source>The alias `*{text}` stands inside of what it repeats.</source>
        <translation>别名 `*{text}` 位于它所重复的内容之中。</translation>
    </message>
    <message>
        <source>Move the alias out of the value that has the anchor.</source>
        <translation>请把别名移出带锚点的值。</translation>
    </message>
    <message>
        <source>A merge conflict was left in the text.</source>
        <translation>文本中留有合并冲突。</translation>
    </message>
    <message>
        <source>Keep one of the two versions, and remove the lines `&lt;&lt;&lt;&lt;&lt;&lt;&lt;`, `=======` and `&gt;&gt;&gt;&gt;&gt;&gt;&gt;`.</source>
        <translation>请保留两个版本之一，并去掉 `&lt;&lt;&lt;&lt;&lt;&lt;&lt;`、`=======` 和 `&gt;&gt;&gt;&gt;&gt;&gt;&gt;` 行。</translation>
    </message>
    <message>
        <source>The bracket `{name}` opened here is never closed.</source>
        <translation>这里打开的括号 `{name}` 没有关闭。</translation>
    </message>
    <message>
        <source>Close it with `}`.</source>
        <translation>请用 `}` 关闭它。</translation>
    </message>
    <message>
        <source>Close it with `]`.</source>
        <translation>请用 `]` 关闭它。</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>More placeholders follow; only the first 50 are listed.</source>
        <translation>后面还有占位符；这里只列出前 50 个。</translation>
    </message>
    <message>
        <source>The placeholder {name} is still in the text.</source>
        <translation>文本中还留有占位符 {name}。</translation>
    </message>
    <message>
        <source>Replace the placeholder with its value.</source>
        <translation>请把占位符换成它的值。</translation>
    </message>
    <message>
        <source>The placeholder {name} reaches the container as it is.</source>
        <translation>占位符 {name} 会原样传给容器。</translation>
    </message>
    <message>
        <source>Replace the placeholder, or write $(NAME): Kubernetes expands only that.</source>
        <translation>请替换占位符，或写成 $(NAME)：Kubernetes 只展开这种写法。</translation>
    </message>
    <message>
        <source>Replace the placeholder if it is not meant for another program.</source>
        <translation>如果占位符不是给别的程序用的，请替换它。</translation>
    </message>
    <message>
        <source>{name} is not a known {role}.</source>
        <translation>{name} 不是已知的{role}。</translation>
    </message>
    <message>
        <source>Did you mean {name}?</source>
        <translation>是不是想写 {name}？</translation>
    </message>
    <message>
        <source>Write one of: {list}.</source>
        <translation>请写其中之一：{list}。</translation>
    </message>
    <message>
        <source>The field {name} is not known here.</source>
        <translation>这里没有字段 {name}。</translation>
    </message>
    <message>
        <source>Did you mean {name}? A server refuses what it does not know.</source>
        <translation>是不是想写 {name}？服务器会拒绝它不认识的字段。</translation>
    </message>
    <message>
        <source>A server refuses what it does not know: move it to where it belongs, or remove it.</source>
        <translation>服务器会拒绝它不认识的字段：请把它移到应在的位置，或删除它。</translation>
    </message>
    <message>
        <source>Move it to spec.{name}, or remove it: a server refuses it here.</source>
        <translation>请把它移到 spec.{name}，或删除它：放在这里，服务器会拒绝。</translation>
    </message>
    <message>
        <source>{name} is the text {name2}, not a number.</source>
        <translation>{name} 是文本 {name2}，不是数字。</translation>
    </message>
    <message>
        <source>Write a whole number without quotes.</source>
        <translation>请写不带引号的整数。</translation>
    </message>
    <message>
        <source>{name} is {number}; it cannot be negative.</source>
        <translation>{name} 是 {number}，不能为负数。</translation>
    </message>
    <message>
        <source>{name} is {name2}; it cannot be negative.</source>
        <translation>{name} 是 {name2}，不能为负数。</translation>
    </message>
    <message>
        <source>Write 0 or more.</source>
        <translation>请写 0 或更大的数。</translation>
    </message>
    <message>
        <source>{name} is {name2}; Kubernetes keeps it in 32 bits.</source>
        <translation>{name} 是 {name2}，而 Kubernetes 用 32 位保存它。</translation>
    </message>
    <message>
        <source>Write at most 2147483647.</source>
        <translation>最大可写 2147483647。</translation>
    </message>
    <message>
        <source>{name} is {name2}, which is not a whole number.</source>
        <translation>{name} 是 {name2}，不是整数。</translation>
    </message>
    <message>
        <source>Write a whole number.</source>
        <translation>请写整数。</translation>
    </message>
    <message>
        <source>{name} is not a number.</source>
        <translation>{name} 不是数字。</translation>
    </message>
    <message>
        <source>field to spread by</source>
        <translation>分布依据字段</translation>
    </message>
    <message>
        <source>dynamic weight</source>
        <translation>动态权重</translation>
    </message>
    <message>
        <source>replica scheduling type</source>
        <translation>副本调度类型</translation>
    </message>
    <message>
        <source>division preference</source>
        <translation>划分偏好</translation>
    </message>
    <message>
        <source>custom scheduling type</source>
        <translation>自定义调度类型</translation>
    </message>
    <message>
        <source>toleration operator</source>
        <translation>容忍运算符</translation>
    </message>
    <message>
        <source>taint effect</source>
        <translation>污点效果</translation>
    </message>
    <message>
        <source>conflict resolution</source>
        <translation>冲突处理方式</translation>
    </message>
    <message>
        <source>image component</source>
        <translation>镜像组成部分</translation>
    </message>
    <message>
        <source>activation preference</source>
        <translation>生效偏好</translation>
    </message>
    <message>
        <source>In and NotIn need at least one value</source>
        <translation>In 和 NotIn 至少需要一个值</translation>
    </message>
    <message>
        <source>Exists and DoesNotExist take no values</source>
        <translation>Exists 和 DoesNotExist 不带值</translation>
    </message>
    <message>
        <source>Gt and Lt take exactly one value</source>
        <translation>Gt 和 Lt 只带一个值</translation>
    </message>
    <message>
        <source>{name} is not a whole number</source>
        <translation>{name} 不是整数</translation>
    </message>
    <message>
        <source>in the selector, found {found} where {expected} was expected</source>
        <translation>选择器中此处应为 {expected}，却是 {found}</translation>
    </message>
    <message>
        <source>a key or &quot;!&quot;</source>
        <translation>键或 &quot;!&quot;</translation>
    </message>
    <message>
        <source>&quot;,&quot; or the end</source>
        <translation>&quot;,&quot; 或结尾</translation>
    </message>
    <message>
        <source>a key after &quot;,&quot;</source>
        <translation>&quot;,&quot; 之后的键</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>a key</source>
        <translation>一个键</translation>
    </message>
    <message>
        <source>one of in, notin, =, ==, !=, &gt;, &lt;</source>
        <translation>in、notin、=、==、!=、&gt;、&lt; 之一</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>一个值</translation>
    </message>
    <message>
        <source>&quot;,&quot; or &quot;)&quot;</source>
        <translation>&quot;,&quot; 或 &quot;)&quot;</translation>
    </message>
    <message>
        <source>&quot;,&quot;, &quot;)&quot; or a value</source>
        <translation>&quot;,&quot;、&quot;)&quot; 或一个值</translation>
    </message>
    <message>
        <source>in the field selector, \ may stand before \ , = only</source>
        <translation>字段选择器中，\ 只能写在 \ , = 之前</translation>
    </message>
    <message>
        <source>in the field selector, write \{name} inside a value</source>
        <translation>字段选择器的值里请写 \{name}</translation>
    </message>
    <message>
        <source>the field selector ends with a lone \</source>
        <translation>字段选择器以单独的 \ 结尾</translation>
    </message>
    <message>
        <source>a label selector is a mapping</source>
        <translation>标签选择器应为映射</translation>
    </message>
    <message>
        <source>write matchLabels or matchExpressions</source>
        <translation>请写 matchLabels 或 matchExpressions</translation>
    </message>
    <message>
        <source>Gt and Lt are not operators of a label selector</source>
        <translation>Gt 和 Lt 不是标签选择器的运算符</translation>
    </message>
    <message>
        <source>a selector of more than a million characters is refused</source>
        <translation>选择器超过一百万个字符，不予读取</translation>
    </message>
    <message>
        <source>cannot read {name} in the field selector; write field=value or field!=value</source>
        <translation>字段选择器中的 {name} 读不懂；请写 field=value 或 field!=value</translation>
    </message>
    <message>
        <source>the prefix of label key {name} is wrong: {reason}</source>
        <translation>标签键 {name} 的前缀不对：{reason}</translation>
    </message>
    <message>
        <source>{name} is not a label key: its name is 1 to 63 letters, digits, -, _ or ., with a letter or digit at both ends</source>
        <translation>{name} 不是标签键：名称为 1 到 63 个字母、数字、-、_ 或 .，首尾须为字母或数字</translation>
    </message>
    <message>
        <source>{name} is not a label value: at most 63 letters, digits, -, _ or ., with a letter or digit at both ends</source>
        <translation>{name} 不是标签值：最多 63 个字母、数字、-、_ 或 .，首尾须为字母或数字</translation>
    </message>
    <message>
        <source>{name} is not a DNS name: lower-case letters, digits, - and ., at most 253 characters</source>
        <translation>{name} 不是 DNS 名称：小写字母、数字、- 和 .，最多 253 个字符</translation>
    </message>
    <message>
        <source>the operator {name} is none of add, remove and replace</source>
        <translation>运算 {name} 不是 add、remove、replace 之一</translation>
    </message>
    <message>
        <source>the path {name} does not start with a slash</source>
        <translation>路径 {name} 不以斜杠开头</translation>
    </message>
    <message>
        <source>the path {name} leads nowhere in the workload</source>
        <translation>路径 {name} 在工作负载中不存在</translation>
    </message>
    <message>
        <source>there is no image at {name}</source>
        <translation>{name} 处没有镜像</translation>
    </message>
    <message>
        <source>{name} is not the name of an image</source>
        <translation>{name} 不是镜像名</translation>
    </message>
    <message>
        <source>component or operator of the image override is not known</source>
        <translation>镜像覆盖的组成部分或运算未知</translation>
    </message>
    <message>
        <source>there is no text at {name}</source>
        <translation>{name} 处没有文本</translation>
    </message>
    <message>
        <source>the text at {name} is not one {name2} document</source>
        <translation>{name} 处的文本不是单个 {name2} 文档</translation>
    </message>
    <message>
        <source>Rule {number} of {object} cannot be applied for cluster {name}: {reason}.</source>
        <translation>{object} 的第 {number} 条规则无法用于集群 {name}：{reason}。</translation>
    </message>
    <message>
        <source>Correct the rule; until then the fleet sends no change of this workload to the cluster.</source>
        <translation>请改正规则；在此之前舰队不会把这个工作负载的变更发往该集群。</translation>
    </message>
    <message>
        <source>expected {wanted}, found {found}</source>
        <translation>应为{wanted}，却是{found}</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a mapping</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>a quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a boolean</source>
        <translation>布尔值</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>string</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>boolean</source>
        <translation>布尔值</translation>
    </message>
    <message>
        <source>object</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>array</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>null</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>Write it like 500m, 8, 16Gi or 1.5</source>
        <translation>请写成 500m、8、16Gi 或 1.5 这样</translation>
    </message>
    <message>
        <source>{name} is out of range</source>
        <translation>{name} 超出范围</translation>
    </message>
    <message>
        <source>use a whole number from {name} to {name2}</source>
        <translation>请用 {name} 到 {name2} 之间的整数</translation>
    </message>
    <message>
        <source>{name} is not an operator</source>
        <translation>{name} 不是运算符</translation>
    </message>
    <message>
        <source>use In, NotIn, Exists, DoesNotExist, Gt or Lt</source>
        <translation>请用 In、NotIn、Exists、DoesNotExist、Gt 或 Lt</translation>
    </message>
    <message>
        <source>{name} is not a quantity: a number, then a suffix such as m, k, M, Gi or e3</source>
        <translation>{name} 不是数量：应为数字，后面可跟 m、k、M、Gi 或 e3 等后缀</translation>
    </message>
    <message>
        <source>{name} has an unknown suffix {name2}; use n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or an exponent such as e3</source>
        <translation>{name} 的后缀 {name2} 未知；请用 n、u、m、k、M、G、T、P、E、Ki、Mi、Gi、Ti、Pi、Ei 或 e3 这样的指数</translation>
    </message>
    <message>
        <source>a pod&apos;s spec is missing or not a mapping</source>
        <translation>Pod 的 spec 缺失或不是映射</translation>
    </message>
    <message>
        <source>add spec with containers</source>
        <translation>请加上含 containers 的 spec</translation>
    </message>
    <message>
        <source>{name} is not an API version of a propagation policy.</source>
        <translation>{name} 不是分发策略的 API 版本。</translation>
    </message>
    <message>
        <source>Write {name} or {name2}.</source>
        <translation>请写 {name} 或 {name2}。</translation>
    </message>
    <message>
        <source>The version {name} of {name2} is not known; it is read as v1alpha1.</source>
        <translation>{name2} 的版本 {name} 未知，按 v1alpha1 读取。</translation>
    </message>
    <message>
        <source>Write {name} unless the fleet serves this version.</source>
        <translation>请写 {name}，除非舰队提供这个版本。</translation>
    </message>
    <message>
        <source>This is the old spelling of ACK One&apos;s policy group.</source>
        <translation>这是 ACK One 策略组的旧写法。</translation>
    </message>
    <message>
        <source>Write {name}.</source>
        <translation>请写 {name}。</translation>
    </message>
    <message>
        <source>The selector does not say the {name}.</source>
        <translation>选择器没有写 {name}。</translation>
    </message>
    <message>
        <source>Add {name}.</source>
        <translation>请加上 {name}。</translation>
    </message>
    <message>
        <source>The name decides; labelSelector is not looked at.</source>
        <translation>以名称为准，不看 labelSelector。</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>请去掉其中一个。</translation>
    </message>
    <message>
        <source>resourceSelectors is not a list.</source>
        <translation>resourceSelectors 不是列表。</translation>
    </message>
    <message>
        <source>Put &quot;- &quot; before each selector.</source>
        <translation>请在每个选择器前写 &quot;- &quot;。</translation>
    </message>
    <message>
        <source>This selector is not a mapping.</source>
        <translation>这个选择器不是映射。</translation>
    </message>
    <message>
        <source>Write apiVersion, kind and name below each other.</source>
        <translation>请分行写 apiVersion、kind 和 name。</translation>
    </message>
    <message>
        <source>The policy has no spec.</source>
        <translation>策略没有 spec。</translation>
    </message>
    <message>
        <source>Add spec with resourceSelectors and placement.</source>
        <translation>请加上含 resourceSelectors 和 placement 的 spec。</translation>
    </message>
    <message>
        <source>Add spec with overrideRules.</source>
        <translation>请加上含 overrideRules 的 spec。</translation>
    </message>
    <message>
        <source>clusterIds is the old spelling of clusterNames.</source>
        <translation>clusterIds 是 clusterNames 的旧写法。</translation>
    </message>
    <message>
        <source>clusterIds is an old spelling that this API version does not know.</source>
        <translation>clusterIds 是旧写法，这个 API 版本不认识。</translation>
    </message>
    <message>
        <source>Write clusterNames.</source>
        <translation>请写 clusterNames。</translation>
    </message>
    <message>
        <source>The cluster {name} is named twice.</source>
        <translation>集群 {name} 写了两次。</translation>
    </message>
    <message>
        <source>The affinity group has no affinityName.</source>
        <translation>亲和组没有 affinityName。</translation>
    </message>
    <message>
        <source>Give each group a name of its own.</source>
        <translation>请给每个组各自的名称。</translation>
    </message>
    <message>
        <source>Two affinity groups are named {name}.</source>
        <translation>有两个亲和组都叫 {name}。</translation>
    </message>
    <message>
        <source>clusterAffinity and clusterAffinities stand side by side; the fleet accepts only one of them.</source>
        <translation>clusterAffinity 和 clusterAffinities 同时存在；舰队只接受其中一个。</translation>
    </message>
    <message>
        <source>Remove clusterAffinity, or move it into the list as its first group.</source>
        <translation>请去掉 clusterAffinity，或把它移入列表作为第一组。</translation>
    </message>
    <message>
        <source>An overflow group has no overflow of its own.</source>
        <translation>溢出组不能再有自己的溢出组。</translation>
    </message>
    <message>
        <source>Add it to the list of the first group.</source>
        <translation>请把它加到第一组的列表中。</translation>
    </message>
    <message>
        <source>spreadByField and spreadByLabel stand side by side; only one is accepted.</source>
        <translation>spreadByField 和 spreadByLabel 同时存在；只接受其中一个。</translation>
    </message>
    <message>
        <source>Remove spreadByLabel.</source>
        <translation>请去掉 spreadByLabel。</translation>
    </message>
    <message>
        <source>The scheduler does not spread by label.</source>
        <translation>调度器不按标签分布。</translation>
    </message>
    <message>
        <source>Write spreadByField: cluster, region, zone or provider.</source>
        <translation>请写 spreadByField: cluster、region、zone 或 provider。</translation>
    </message>
    <message>
        <source>maxGroups is 0: nothing may be chosen.</source>
        <translation>maxGroups 为 0：什么都不能选。</translation>
    </message>
    <message>
        <source>Write how many may be chosen, or leave it out.</source>
        <translation>请写可选几个，或不写。</translation>
    </message>
    <message>
        <source>minGroups ({number}) is above maxGroups ({number2}).</source>
        <translation>minGroups（{number}）大于 maxGroups（{number2}）。</translation>
    </message>
    <message>
        <source>Lower minGroups or raise maxGroups.</source>
        <translation>请调小 minGroups 或调大 maxGroups。</translation>
    </message>
    <message>
        <source>A constraint by region, zone or provider needs one by cluster beside it.</source>
        <translation>按地域、可用区或提供商的约束，还需要一条按集群的约束。</translation>
    </message>
    <message>
        <source>Add one with spreadByField: cluster.</source>
        <translation>请加一条 spreadByField: cluster。</translation>
    </message>
    <message>
        <source>Without replicaSchedulingType every cluster gets all replicas: the weights have no effect.</source>
        <translation>没有 replicaSchedulingType 时每个集群都得到全部副本：权重没有作用。</translation>
    </message>
    <message>
        <source>With replicaSchedulingType {name} every cluster gets all replicas: the weights have no effect.</source>
        <translation>replicaSchedulingType 为 {name} 时每个集群都得到全部副本：权重没有作用。</translation>
    </message>
    <message>
        <source>Write replicaSchedulingType: Divided.</source>
        <translation>请写 replicaSchedulingType: Divided。</translation>
    </message>
    <message>
        <source>With replicaDivisionPreference Aggregated the weights have no effect.</source>
        <translation>replicaDivisionPreference 为 Aggregated 时权重没有作用。</translation>
    </message>
    <message>
        <source>Write replicaDivisionPreference: Weighted.</source>
        <translation>请写 replicaDivisionPreference: Weighted。</translation>
    </message>
    <message>
        <source>dynamicWeight decides; the static weights are not looked at.</source>
        <translation>以 dynamicWeight 为准，不看静态权重。</translation>
    </message>
    <message>
        <source>A static weight is at least 1.</source>
        <translation>静态权重至少为 1。</translation>
    </message>
    <message>
        <source>Write weight: 1 or more; leave a cluster out to give it nothing.</source>
        <translation>请写 weight: 1 或更大；不想分给某个集群就不要列出它。</translation>
    </message>
    <message>
        <source>Without replicaScheduling every chosen cluster gets all replicas (Duplicated).</source>
        <translation>没有 replicaScheduling 时每个选中的集群都得到全部副本（Duplicated）。</translation>
    </message>
    <message>
        <source>Write replicaScheduling with replicaSchedulingType: Divided to share them out.</source>
        <translation>要分摊副本，请写 replicaScheduling 并设 replicaSchedulingType: Divided。</translation>
    </message>
    <message>
        <source>Without replicaSchedulingType every chosen cluster gets all replicas (Duplicated).</source>
        <translation>没有 replicaSchedulingType 时每个选中的集群都得到全部副本（Duplicated）。</translation>
    </message>
    <message>
        <source>Write replicaSchedulingType: Divided to share them out.</source>
        <translation>要分摊副本，请写 replicaSchedulingType: Divided。</translation>
    </message>
    <message>
        <source>Without a placement every cluster gets the whole workload.</source>
        <translation>没有 placement 时每个集群都得到整个工作负载。</translation>
    </message>
    <message>
        <source>Add placement with clusterAffinity and replicaScheduling.</source>
        <translation>请加上含 clusterAffinity 和 replicaScheduling 的 placement。</translation>
    </message>
    <message>
        <source>The placement is not a mapping.</source>
        <translation>placement 不是映射。</translation>
    </message>
    <message>
        <source>Write clusterAffinity and replicaScheduling below it.</source>
        <translation>请在它下面写 clusterAffinity 和 replicaScheduling。</translation>
    </message>
    <message>
        <source>The policy selects nothing.</source>
        <translation>策略什么都没有选中。</translation>
    </message>
    <message>
        <source>Add resourceSelectors with apiVersion, kind and name of the workload.</source>
        <translation>请加上 resourceSelectors，写明工作负载的 apiVersion、kind 和 name。</translation>
    </message>
    <message>
        <source>The policy is in {name} and selects only there, not in {name2}.</source>
        <translation>策略在 {name} 中，只在那里选取，不在 {name2} 中选取。</translation>
    </message>
    <message>
        <source>Put the policy into the workload&apos;s namespace, or write a ClusterPropagationPolicy.</source>
        <translation>请把策略放到工作负载的命名空间，或写成 ClusterPropagationPolicy。</translation>
    </message>
    <message>
        <source>prune is an old spelling that this API version does not know.</source>
        <translation>prune 是旧写法，这个 API 版本不认识。</translation>
    </message>
    <message>
        <source>Write preserveResourcesOnDeletion with the opposite value.</source>
        <translation>请写 preserveResourcesOnDeletion，取值相反。</translation>
    </message>
    <message>
        <source>Deleting the workload in the fleet deletes it in every cluster. Deleting only the policy leaves it running there, but later changes do not travel until another policy selects it.</source>
        <translation>在舰队中删除工作负载，会在每个集群中删除它。只删除策略则它继续运行，但之后的变更不会下发，直到另一条策略选中它。</translation>
    </message>
    <message>
        <source>Write preserveResourcesOnDeletion: true to keep the clusters&apos; copies.</source>
        <translation>要保留各集群的副本对象，请写 preserveResourcesOnDeletion: true。</translation>
    </message>
    <message>
        <source>Deleting the workload or the policy in the fleet deletes the workload in every cluster.</source>
        <translation>在舰队中删除工作负载或策略，会在每个集群中删除该工作负载。</translation>
    </message>
    <message>
        <source>With conflictResolution Abort, a workload that is deleted and created again can stall: the kept copies count as foreign.</source>
        <translation>conflictResolution 为 Abort 时，删除后重新创建的工作负载可能停滞：保留下来的对象被当作外来的。</translation>
    </message>
    <message>
        <source>Write conflictResolution: Overwrite if the workload may come back under its name.</source>
        <translation>如果工作负载可能以同名重新创建，请写 conflictResolution: Overwrite。</translation>
    </message>
    <message>
        <source>An object of the same name that is in a cluster already, whoever made it, is overwritten.</source>
        <translation>集群中已有的同名对象，无论谁创建的，都会被覆盖。</translation>
    </message>
    <message>
        <source>Write Abort to leave such objects alone.</source>
        <translation>要保留这样的对象，请写 Abort。</translation>
    </message>
    <message>
        <source>The path {name} does not start with a slash.</source>
        <translation>路径 {name} 不以斜杠开头。</translation>
    </message>
    <message>
        <source>Write it as in /spec/replicas.</source>
        <translation>请写成 /spec/replicas 这样。</translation>
    </message>
    <message>
        <source>overrideRules cannot stand beside targetCluster and overriders.</source>
        <translation>overrideRules 不能与 targetCluster 和 overriders 并存。</translation>
    </message>
    <message>
        <source>Move them into overrideRules.</source>
        <translation>请把它们移入 overrideRules。</translation>
    </message>
    <message>
        <source>targetCluster and overriders at the top are the old form.</source>
        <translation>顶层的 targetCluster 和 overriders 是旧写法。</translation>
    </message>
    <message>
        <source>The policy overrides nothing.</source>
        <translation>策略没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>Add overrideRules with targetCluster and overriders.</source>
        <translation>请加上含 targetCluster 和 overriders 的 overrideRules。</translation>
    </message>
    <message>
        <source>The rule overrides nothing.</source>
        <translation>这条规则没有覆盖任何内容。</translation>
    </message>
    <message>
        <source>Add overriders.</source>
        <translation>请加上 overriders。</translation>
    </message>
    <message>
        <source>{text} is no number of replicas to pause at.</source>
        <translation>{text} 不是可以暂停在的副本数。</translation>
    </message>
    <message>
        <source>Write a whole number, as in &quot;3&quot;.</source>
        <translation>请写一个整数，例如 &quot;3&quot;。</translation>
    </message>
    <message>
        <source>The scaler does not say what it scales.</source>
        <translation>伸缩器没有写它伸缩什么。</translation>
    </message>
    <message>
        <source>Add scaleTargetRef with apiVersion, kind and name.</source>
        <translation>请加上含 apiVersion、kind 和 name 的 scaleTargetRef。</translation>
    </message>
    <message>
        <source>The scaler does not name its target.</source>
        <translation>伸缩器没有写目标名称。</translation>
    </message>
    <message>
        <source>The least number of replicas ({number}) is above the most ({number2}).</source>
        <translation>最少副本数（{number}）大于最多副本数（{number2}）。</translation>
    </message>
    <message>
        <source>Lower the least or raise the most.</source>
        <translation>请调小最少或调大最多。</translation>
    </message>
    <message>
        <source>maxReplicas is missing.</source>
        <translation>缺少 maxReplicas。</translation>
    </message>
    <message>
        <source>Add the most replicas that it may ask for.</source>
        <translation>请写上它最多可要求的副本数。</translation>
    </message>
    <message>
        <source>maxReplicas is 0.</source>
        <translation>maxReplicas 为 0。</translation>
    </message>
    <message>
        <source>Write at least 1.</source>
        <translation>请至少写 1。</translation>
    </message>
    <message>
        <source>minReplicas is 0, which only clusters with the feature HPAScaleToZero accept.</source>
        <translation>minReplicas 为 0，只有启用 HPAScaleToZero 的集群才接受。</translation>
    </message>
    <message>
        <source>Write 1, or scale to zero with KEDA.</source>
        <translation>请写 1，或用 KEDA 缩到零。</translation>
    </message>
    <message>
        <source>idleReplicaCount is not below minReplicaCount.</source>
        <translation>idleReplicaCount 不小于 minReplicaCount。</translation>
    </message>
    <message>
        <source>Write idleReplicaCount: 0 and a larger minReplicaCount.</source>
        <translation>请写 idleReplicaCount: 0 和更大的 minReplicaCount。</translation>
    </message>
    <message>
        <source>The rule has no schedule.</source>
        <translation>规则没有 schedule。</translation>
    </message>
    <message>
        <source>Add schedule, as in &quot;0 8 * * 1-5&quot;.</source>
        <translation>请加上 schedule，例如 &quot;0 8 * * 1-5&quot;。</translation>
    </message>
    <message>
        <source>{name} is not a schedule of five fields.</source>
        <translation>{name} 不是五段式的时间表。</translation>
    </message>
    <message>
        <source>Write minute, hour, day, month and weekday, as in &quot;0 8 * * 1-5&quot;.</source>
        <translation>请写分、时、日、月、星期，例如 &quot;0 8 * * 1-5&quot;。</translation>
    </message>
    <message>
        <source>targetMinReplicas is above targetMaxReplicas.</source>
        <translation>targetMinReplicas 大于 targetMaxReplicas。</translation>
    </message>
    <message>
        <source>Lower the one or raise the other.</source>
        <translation>请调小前者或调大后者。</translation>
    </message>
    <message>
        <source>The scaler has no rules.</source>
        <translation>伸缩器没有规则。</translation>
    </message>
    <message>
        <source>Add rules with schedule and targetReplicas.</source>
        <translation>请加上含 schedule 和 targetReplicas 的规则。</translation>
    </message>
    <message>
        <source>The rule changes nothing: it states neither targetMinReplicas nor targetMaxReplicas.</source>
        <translation>这条规则什么都不改：targetMinReplicas 和 targetMaxReplicas 都没有写。</translation>
    </message>
    <message>
        <source>The rule changes nothing: it states no targetReplicas.</source>
        <translation>这条规则什么都不改：没有写 targetReplicas。</translation>
    </message>
    <message>
        <source>Add one of them.</source>
        <translation>请加上其中一个。</translation>
    </message>
    <message>
        <source>Add targetReplicas.</source>
        <translation>请加上 targetReplicas。</translation>
    </message>
    <message>
        <source>{name} is not a scaler that is known here.</source>
        <translation>{name} 不是这里已知的伸缩器。</translation>
    </message>
    <message>
        <source>Write HorizontalPodAutoscaler, FederatedHPA, CronFederatedHPA or ScaledObject with its API version.</source>
        <translation>请写 HorizontalPodAutoscaler、FederatedHPA、CronFederatedHPA 或 ScaledObject 及其 API 版本。</translation>
    </message>
    <message>
        <source>The scaler has no spec.</source>
        <translation>伸缩器没有 spec。</translation>
    </message>
    <message>
        <source>Add spec.</source>
        <translation>请加上 spec。</translation>
    </message>
    <message>
        <source>The selector is not a mapping.</source>
        <translation>选择器不是映射。</translation>
    </message>
    <message>
        <source>Write matchLabels below it.</source>
        <translation>请在它下面写 matchLabels。</translation>
    </message>
    <message>
        <source>A Job&apos;s pods need restartPolicy OnFailure or Never.</source>
        <translation>Job 的 Pod 需要 restartPolicy 为 OnFailure 或 Never。</translation>
    </message>
    <message>
        <source>A Job&apos;s pods need restartPolicy OnFailure or Never; without one it is Always.</source>
        <translation>Job 的 Pod 需要 restartPolicy 为 OnFailure 或 Never；不写则为 Always。</translation>
    </message>
    <message>
        <source>Write restartPolicy: Never or OnFailure.</source>
        <translation>请写 restartPolicy: Never 或 OnFailure。</translation>
    </message>
    <message>
        <source>restartPolicy is {name}; pods of this kind are always restarted.</source>
        <translation>restartPolicy 是 {name}；这种类型的 Pod 总会重启。</translation>
    </message>
    <message>
        <source>Write Always, or leave it out.</source>
        <translation>请写 Always，或不写。</translation>
    </message>
    <message>
        <source>rollingUpdate cannot stand beside type Recreate.</source>
        <translation>rollingUpdate 不能与 type Recreate 并存。</translation>
    </message>
    <message>
        <source>Remove rollingUpdate, or write type: RollingUpdate.</source>
        <translation>请去掉 rollingUpdate，或写 type: RollingUpdate。</translation>
    </message>
    <message>
        <source>maxSurge and maxUnavailable are both 0: no pod could ever be replaced.</source>
        <translation>maxSurge 和 maxUnavailable 都是 0：没有 Pod 能被替换。</translation>
    </message>
    <message>
        <source>Allow at least one of them.</source>
        <translation>请至少允许其中一个。</translation>
    </message>
    <message>
        <source>The scheduler divides the parallelism of {number}, and no more than {number2} pods run: so many completions are left.</source>
        <translation>调度器按 parallelism {number} 分配，而最多运行 {number2} 个 Pod：只剩这么多 completions。</translation>
    </message>
    <message>
        <source>Write parallelism: {number} to ask for no more nodes than are needed.</source>
        <translation>请写 parallelism: {number}，不要申请多余的节点。</translation>
    </message>
    <message>
        <source>The schedule is missing.</source>
        <translation>缺少 schedule。</translation>
    </message>
    <message>
        <source>Add schedule, as in &quot;0 3 * * *&quot;.</source>
        <translation>请加上 schedule，例如 &quot;0 3 * * *&quot;。</translation>
    </message>
    <message>
        <source>{number} pods are more than any fleet runs: Kubernetes supports 150000 in a cluster.</source>
        <translation>{number} 个 Pod 超过任何舰队的规模：Kubernetes 每个集群支持 150000 个。</translation>
    </message>
    <message>
        <source>Check the number.</source>
        <translation>请检查这个数字。</translation>
    </message>
    <message>
        <source>The name is missing.</source>
        <translation>缺少名称。</translation>
    </message>
    <message>
        <source>Add metadata.name.</source>
        <translation>请加上 metadata.name。</translation>
    </message>
    <message>
        <source>The name is not a text.</source>
        <translation>名称不是文本。</translation>
    </message>
    <message>
        <source>Put it in quotes.</source>
        <translation>请给它加上引号。</translation>
    </message>
    <message>
        <source>Use lower case letters, digits, - and dots.</source>
        <translation>请用小写字母、数字、- 和点。</translation>
    </message>
    <message>
        <source>The pod template is missing.</source>
        <translation>缺少 Pod 模板。</translation>
    </message>
    <message>
        <source>Add it at {name} with at least one container.</source>
        <translation>请在 {name} 处加上它，至少含一个容器。</translation>
    </message>
    <message>
        <source>{name} is {name2}, neither a number nor a percentage.</source>
        <translation>{name} 是 {name2}，既不是数字也不是百分比。</translation>
    </message>
    <message>
        <source>Write 3, or &quot;25%&quot;.</source>
        <translation>请写 3 或 &quot;25%&quot;。</translation>
    </message>
    <message>
        <source>The spec is not a mapping.</source>
        <translation>spec 不是映射。</translation>
    </message>
    <message>
        <source>The spec is missing.</source>
        <translation>缺少 spec。</translation>
    </message>
    <message>
        <source>Add spec with the fields of the kind.</source>
        <translation>请加上含该类型字段的 spec。</translation>
    </message>
    <message>
        <source>{name} is requested without a limit.</source>
        <translation>请求了 {name}，却没有写上限。</translation>
    </message>
    <message>
        <source>Write the same amount under limits.</source>
        <translation>请在 limits 下写同样的数量。</translation>
    </message>
    <message>
        <source>{name} has the request {name2} and the limit {name3}; for devices they must be equal.</source>
        <translation>{name} 的请求是 {name2}，上限是 {name3}；对设备两者必须相等。</translation>
    </message>
    <message>
        <source>Write one amount for both, or leave the request out.</source>
        <translation>请两处写同一数量，或不写请求。</translation>
    </message>
    <message>
        <source>The request of {name} ({name2}) is above its limit ({name3}).</source>
        <translation>{name} 的请求（{name2}）大于上限（{name3}）。</translation>
    </message>
    <message>
        <source>Lower the request or raise the limit.</source>
        <translation>请调小请求或调大上限。</translation>
    </message>
    <message>
        <source>This container is not a mapping.</source>
        <translation>这个容器不是映射。</translation>
    </message>
    <message>
        <source>Write name, image and the rest below each other.</source>
        <translation>请分行写 name、image 等。</translation>
    </message>
    <message>
        <source>A container has no name.</source>
        <translation>有容器没有名称。</translation>
    </message>
    <message>
        <source>Add name.</source>
        <translation>请加上 name。</translation>
    </message>
    <message>
        <source>Two containers have the name {name}.</source>
        <translation>有两个容器都叫 {name}。</translation>
    </message>
    <message>
        <source>Give each container of the pod its own name.</source>
        <translation>请给 Pod 的每个容器各自的名称。</translation>
    </message>
    <message>
        <source>A container has no image.</source>
        <translation>有容器没有镜像。</translation>
    </message>
    <message>
        <source>Add image.</source>
        <translation>请加上 image。</translation>
    </message>
    <message>
        <source>The pod template has no spec.</source>
        <translation>Pod 模板没有 spec。</translation>
    </message>
    <message>
        <source>Add spec with at least one container.</source>
        <translation>请加上至少含一个容器的 spec。</translation>
    </message>
    <message>
        <source>The pod has no containers.</source>
        <translation>Pod 没有容器。</translation>
    </message>
    <message>
        <source>Add at least one container with name and image.</source>
        <translation>请至少加一个含 name 和 image 的容器。</translation>
    </message>
    <message>
        <source>The selector is missing.</source>
        <translation>缺少选择器。</translation>
    </message>
    <message>
        <source>Add selector.matchLabels with the labels of the pod template.</source>
        <translation>请加上 selector.matchLabels，写 Pod 模板的标签。</translation>
    </message>
    <message>
        <source>The selector is empty.</source>
        <translation>选择器为空。</translation>
    </message>
    <message>
        <source>Add matchLabels with the labels of the pod template.</source>
        <translation>请加上 matchLabels，写 Pod 模板的标签。</translation>
    </message>
    <message>
        <source>The selector {selector} does not match the labels of the pod template.</source>
        <translation>选择器 {selector} 与 Pod 模板的标签不匹配。</translation>
    </message>
    <message>
        <source>Give the template the labels that the selector asks for, or the selector those of the template.</source>
        <translation>请让模板带上选择器要求的标签，或让选择器用模板的标签。</translation>
    </message>
    <message>
        <source>maxSurge and maxUnavailable are both 0: no group could ever be replaced.</source>
        <translation>maxSurge 和 maxUnavailable 都是 0：没有组能被替换。</translation>
    </message>
    <message>
        <source>The group&apos;s size is 0.</source>
        <translation>组的大小为 0。</translation>
    </message>
    <message>
        <source>Write at least 1: the leader counts.</source>
        <translation>请至少写 1：leader 也算在内。</translation>
    </message>
    <message>
        <source>Subgroups with topologies of their own are not part of the preview.</source>
        <translation>有自己拓扑的子组不在预览之内。</translation>
    </message>
    <message>
        <source>Read the result as what fits without this rule.</source>
        <translation>请把结果看作不计这条规则时能放下的数量。</translation>
    </message>
    <message>
        <source>minReplicas is above maxReplicas.</source>
        <translation>minReplicas 大于 maxReplicas。</translation>
    </message>
    <message>
        <source>Lower minReplicas or raise maxReplicas.</source>
        <translation>请调小 minReplicas 或调大 maxReplicas。</translation>
    </message>
    <message>
        <source>The Ray cluster&apos;s spec is missing.</source>
        <translation>缺少 Ray 集群的 spec。</translation>
    </message>
    <message>
        <source>Add it at {name}.</source>
        <translation>请在 {name} 处加上它。</translation>
    </message>
    <message>
        <source>The job runs in a Ray cluster that is there already.</source>
        <translation>作业运行在已有的 Ray 集群中。</translation>
    </message>
    <message>
        <source>Preview that RayCluster to see its pods.</source>
        <translation>要看它的 Pod，请预览那个 RayCluster。</translation>
    </message>
    <message>
        <source>{name} is missing or empty.</source>
        <translation>{name} 缺失或为空。</translation>
    </message>
    <message>
        <source>Add at least one replica spec with a template.</source>
        <translation>请至少加一个带模板的副本规格。</translation>
    </message>
    <message>
        <source>Add at least one with a name and a template.</source>
        <translation>请至少加一个带名称和模板的。</translation>
    </message>
    <message>
        <source>One topology for each child job is not part of the preview.</source>
        <translation>每个子作业各一个拓扑不在预览之内。</translation>
    </message>
    <message>
        <source>{name} is not an amount of memory.</source>
        <translation>{name} 不是内存数量。</translation>
    </message>
    <message>
        <source>Write it as Spark does, for instance &quot;4g&quot; or &quot;512m&quot;.</source>
        <translation>请像 Spark 那样写，例如 &quot;4g&quot; 或 &quot;512m&quot;。</translation>
    </message>
    <message>
        <source>The {name} is missing.</source>
        <translation>缺少 {name}。</translation>
    </message>
    <message>
        <source>Add {name} with cores and memory.</source>
        <translation>请加上含核数和内存的 {name}。</translation>
    </message>
    <message>
        <source>expected a list, found {found}</source>
        <translation>应为列表，却是{found}</translation>
    </message>
    <message>
        <source>expected a mapping, found {found}</source>
        <translation>应为映射，却是{found}</translation>
    </message>
    <message>
        <source>{name} is not a time; write it like 2026-11-23T09:41:00Z</source>
        <translation>{name} 不是时间；请写成 2026-11-23T09:41:00Z 这样</translation>
    </message>
    <message>
        <source>{name} is not a duration; write it like 300ms, 90s or 1h30m</source>
        <translation>{name} 不是时长；请写成 300ms、90s 或 1h30m 这样</translation>
    </message>
    <message>
        <source>Write {name}/v1alpha1 unless the fleet serves this version.</source>
        <translation>请写 {name}/v1alpha1，除非舰队提供这个版本。</translation>
    </message>
    <message>
        <source>The amount of {name} is negative.</source>
        <translation>{name} 的数量为负。</translation>
    </message>
    <message>
        <source>{name} is handed out in whole devices only, not {name2}.</source>
        <translation>{name} 只能整个分配，不能是 {name2}。</translation>
    </message>
    <message>
        <source>Write a whole number, or ask for a shared resource such as aliyun.com/gpu-mem.</source>
        <translation>请写整数，或请求 aliyun.com/gpu-mem 这样的共享资源。</translation>
    </message>
    <message>
        <source>No node has as much {name} as {name2}.</source>
        <translation>没有节点有 {name2} 这么多 {name}。</translation>
    </message>
    <message>
        <source>Check the number and its unit.</source>
        <translation>请检查数字和单位。</translation>
    </message>
    <message>
        <source>{name} is counted, and {name2} of it means {number}.</source>
        <translation>{name} 按个数计，{name2} 的意思是 {number} 个。</translation>
    </message>
    <message>
        <source>Write the number without a unit, as in {name}: {number}.</source>
        <translation>请写不带单位的数字，如 {name}: {number}。</translation>
    </message>
    <message>
        <source>{name} of {name2} is a fraction of a byte: m means thousandths.</source>
        <translation>{name} 的 {name2} 不足一个字节：m 表示千分之一。</translation>
    </message>
    <message>
        <source>Write M or Mi for mega- or mebibytes.</source>
        <translation>兆字节请写 M 或 Mi。</translation>
    </message>
    <message>
        <source>Write it as Kubernetes takes it.</source>
        <translation>请按 Kubernetes 接受的形式书写。</translation>
    </message>
    <message>
        <source>A toleration with operator Exists takes every value, and none may be written.</source>
        <translation>operator 为 Exists 的容忍接受任意值，不得写 value。</translation>
    </message>
    <message>
        <source>Leave value out, or write operator: Equal.</source>
        <translation>请去掉 value，或写 operator: Equal。</translation>
    </message>
    <message>
        <source>A toleration without a key tolerates nothing.</source>
        <translation>没有 key 的容忍不容忍任何污点。</translation>
    </message>
    <message>
        <source>Add key, or write operator: Exists to tolerate every taint.</source>
        <translation>请加上 key，或写 operator: Exists 以容忍所有污点。</translation>
    </message>
    <message>
        <source>{name} is {number}, and has to be {number2} or more.</source>
        <translation>{name} 为 {number}，至少应为 {number2}。</translation>
    </message>
    <message>
        <source>{name} is {number}, and has to be from {number2} to {number3}.</source>
        <translation>{name} 为 {number}，应在 {number2} 到 {number3} 之间。</translation>
    </message>
    <message>
        <source>{name} has to be stated.</source>
        <translation>必须写明 {name}。</translation>
    </message>
    <message>
        <source>Write {number} or more.</source>
        <translation>请写 {number} 或更大的数。</translation>
    </message>
    <message>
        <source>Write from {number} to {number2}.</source>
        <translation>请写 {number} 到 {number2} 之间的数。</translation>
    </message>
    <message>
        <source>tolerationSeconds goes with effect NoExecute only.</source>
        <translation>tolerationSeconds 只能与 effect NoExecute 一起使用。</translation>
    </message>
    <message>
        <source>Write effect: NoExecute, or leave tolerationSeconds out.</source>
        <translation>请写 effect: NoExecute，或去掉 tolerationSeconds。</translation>
    </message>
    <message>
        <source>{name} needs a labelSelector beside it.</source>
        <translation>{name} 旁边需要有 labelSelector。</translation>
    </message>
    <message>
        <source>Add labelSelector with labels of the pods, or leave it out.</source>
        <translation>请加上含 Pod 标签的 labelSelector，或去掉这一项。</translation>
    </message>
    <message>
        <source>Two constraints spread by {name} with {name2}.</source>
        <translation>两条约束都按 {name} 分布，且同为 {name2}。</translation>
    </message>
    <message>
        <source>minDomains goes with whenUnsatisfiable DoNotSchedule only.</source>
        <translation>minDomains 只能与 whenUnsatisfiable DoNotSchedule 一起使用。</translation>
    </message>
    <message>
        <source>Write whenUnsatisfiable: DoNotSchedule, or leave minDomains out.</source>
        <translation>请写 whenUnsatisfiable: DoNotSchedule，或去掉 minDomains。</translation>
    </message>
    <message>
        <source>Operator {name} takes exactly one value here.</source>
        <translation>运算符 {name} 在这里只带一个值。</translation>
    </message>
    <message>
        <source>Write one value.</source>
        <translation>请写一个值。</translation>
    </message>
    <message>
        <source>Operator {name} needs at least one value.</source>
        <translation>运算符 {name} 至少需要一个值。</translation>
    </message>
    <message>
        <source>Add values, or write operator: Exists.</source>
        <translation>请加上 values，或写 operator: Exists。</translation>
    </message>
    <message>
        <source>Operator {name} takes no values.</source>
        <translation>运算符 {name} 不带值。</translation>
    </message>
    <message>
        <source>Remove values, or write operator: In.</source>
        <translation>请去掉 values，或写 operator: In。</translation>
    </message>
    <message>
        <source>{name} is not a whole number, so no node matches.</source>
        <translation>{name} 不是整数，因此没有节点符合。</translation>
    </message>
    <message>
        <source>Write a whole number in quotes.</source>
        <translation>请写带引号的整数。</translation>
    </message>
    <message>
        <source>nodeSelectorTerms needs at least one term.</source>
        <translation>nodeSelectorTerms 至少需要一项。</translation>
    </message>
    <message>
        <source>Add one with matchExpressions, or leave the rule out.</source>
        <translation>请加上含 matchExpressions 的一项，或去掉这条规则。</translation>
    </message>
    <message>
        <source>With hostNetwork, a hostPort of {number} cannot stand beside a containerPort of {number2}.</source>
        <translation>使用 hostNetwork 时，hostPort {number} 不能与 containerPort {number2} 并存。</translation>
    </message>
    <message>
        <source>Write the same number for both, or leave hostPort out.</source>
        <translation>两者请写相同的数，或去掉 hostPort。</translation>
    </message>
    <message>
        <source>Two ports of the pod ask for host port {number}.</source>
        <translation>Pod 的两个端口都要主机端口 {number}。</translation>
    </message>
    <message>
        <source>Give each a port of its own.</source>
        <translation>请给每个端口各自的端口号。</translation>
    </message>
    <message>
        <source>Two volumes have the name {name}.</source>
        <translation>两个卷同名 {name}。</translation>
    </message>
    <message>
        <source>Give each volume of the pod its own name.</source>
        <translation>请给 Pod 的每个卷各自的名称。</translation>
    </message>
    <message>
        <source>A volume has one source, and this one has several: {list}.</source>
        <translation>一个卷只有一个来源，而这个卷有多个：{list}。</translation>
    </message>
    <message>
        <source>Keep one of them, or write a volume for each.</source>
        <translation>请只留一个，或为每个来源各写一个卷。</translation>
    </message>
    <message>
        <source>A pod as a whole cannot ask for {name}; it would not count.</source>
        <translation>Pod 整体不能申请 {name}；写了也不算数。</translation>
    </message>
    <message>
        <source>Write it at the containers.</source>
        <translation>请写在容器上。</translation>
    </message>
    <message>
        <source>A container cannot ask for {name}.</source>
        <translation>容器不能申请 {name}。</translation>
    </message>
    <message>
        <source>Write cpu, memory, ephemeral-storage, or a device with its domain, as in nvidia.com/gpu.</source>
        <translation>请写 cpu、memory、ephemeral-storage，或带域名的设备，例如 nvidia.com/gpu。</translation>
    </message>
    <message>
        <source>{name} is not a DNS label: lower-case letters, digits and -, at most 63 characters</source>
        <translation>{name} 不是 DNS 标签：只用小写字母、数字和 -，最多 63 个字符</translation>
    </message>
    <message>
        <source>The namespace is not a text.</source>
        <translation>命名空间不是文本。</translation>
    </message>
</context>
<context>
    <name>snapshot</name>
    <message>
        <source>The row names no account, and the clusters buy from several: no cluster counts it.</source>
        <translation>该行没有指明账号，而各集群从多个账号购买：没有集群计入它。</translation>
    </message>
    <message>
        <source>Write whose stock it is: account.</source>
        <translation>请写明是谁的库存：account。</translation>
    </message>
    <message>
        <source>names of clusters twice</source>
        <translation>集群名称出现了两次</translation>
    </message>
    <message>
        <source>A name cannot be empty.</source>
        <translation>名称不能为空。</translation>
    </message>
    <message>
        <source>A name has at most {number} bytes.</source>
        <translation>名称最多 {number} 个字节。</translation>
    </message>
    <message>
        <source>A name cannot have line ends, control characters or characters that are not seen.</source>
        <translation>名称不能含有换行、控制字符或不可见字符。</translation>
    </message>
    <message>
        <source>Give a short name, in one line.</source>
        <translation>请给出一个单行的短名称。</translation>
    </message>
    <message>
        <source>Add `kubectl get {resource} -o json` of {cluster} as {file}.</source>
        <translation>请把 {cluster} 的 `kubectl get {resource} -o json` 存为 {file}。</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>node pools</source>
        <translation>节点池</translation>
    </message>
    <message>
        <source>daemon sets</source>
        <translation>守护进程集</translation>
    </message>
    <message>
        <source>stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Cluster object</source>
        <translation>Cluster 对象</translation>
    </message>
    <message>
        <source>what fits on the nodes that it has</source>
        <translation>它现有的节点上能放多少</translation>
    </message>
    <message>
        <source>what is free on its nodes</source>
        <translation>它的节点上有多少空闲</translation>
    </message>
    <message>
        <source>what its elastic node pools could still add</source>
        <translation>它的弹性节点池还能增加多少</translation>
    </message>
    <message>
        <source>what its elastic node pools could still add; its nodes only tell which there are</source>
        <translation>它的弹性节点池还能增加多少；从节点只能看出有哪些节点池</translation>
    </message>
    <message>
        <source>what daemon sets take on a new node</source>
        <translation>守护进程集在新节点上占用多少</translation>
    </message>
    <message>
        <source>maximum of node pool {name}</source>
        <translation>节点池 {name} 的上限</translation>
    </message>
    <message>
        <source>instance types of node pool {name}</source>
        <translation>节点池 {name} 的实例规格</translation>
    </message>
    <message>
        <source>zones of node pool {name}</source>
        <translation>节点池 {name} 的可用区</translation>
    </message>
    <message>
        <source>instance type {name}</source>
        <translation>实例规格 {name}</translation>
    </message>
    <message>
        <source>price of {name} in {name2}</source>
        <translation>{name2} 的 {name} 价格</translation>
    </message>
    <message>
        <source>price of {name}</source>
        <translation>{name} 的价格</translation>
    </message>
    <message>
        <source>how many nodes it may still add</source>
        <translation>它还能增加多少节点</translation>
    </message>
    <message>
        <source>what it would buy</source>
        <translation>它会购买什么</translation>
    </message>
    <message>
        <source>where it would buy, and from which stock</source>
        <translation>它会在哪里、从哪些库存购买</translation>
    </message>
    <message>
        <source>what fits on a new node of it</source>
        <translation>它的新节点上能放多少</translation>
    </message>
    <message>
        <source>what new nodes of it cost</source>
        <translation>它的新节点价格多少</translation>
    </message>
    <message>
        <source>its labels, taints, region and zones as policies see them; what is shown comes from its nodes and fleet.yaml</source>
        <translation>策略所见的标签、污点、地域和可用区；所示内容来自它的节点和 fleet.yaml</translation>
    </message>
    <message>
        <source>everything: there is nowhere to place anything</source>
        <translation>全部：没有任何可放置的地方</translation>
    </message>
    <message>
        <source>whether elastic node pools can buy what they ask for</source>
        <translation>弹性节点池能否买到所要的</translation>
    </message>
    <message>
        <source>List them in fleet.yaml under `{path}`, [] if it has none.</source>
        <translation>请在 fleet.yaml 的 `{path}` 下列出，没有则写 []。</translation>
    </message>
    <message>
        <source>State it in fleet.yaml: `{path}`.</source>
        <translation>请在 fleet.yaml 中写明：`{path}`。</translation>
    </message>
    <message>
        <source>State them in fleet.yaml: `{path}`.</source>
        <translation>请在 fleet.yaml 中写明：`{path}`。</translation>
    </message>
    <message>
        <source>State it in fleet.yaml under `{path}`.</source>
        <translation>请在 fleet.yaml 的 `{path}` 下写明。</translation>
    </message>
    <message>
        <source>Describe it in fleet.yaml under `{path}`.</source>
        <translation>请在 fleet.yaml 的 `{path}` 下描述它。</translation>
    </message>
    <message>
        <source>Add `kubectl get clusters.cluster.karmada.io -o json` (ACK One: `kubectl get managedclusters -o json`) of the fleet as fleet/clusters.json.</source>
        <translation>请把舰队的 `kubectl get clusters.cluster.karmada.io -o json`（ACK One：`kubectl get managedclusters -o json`）存为 fleet/clusters.json。</translation>
    </message>
    <message>
        <source>Add a folder clusters/&lt;name&gt; with `kubectl get nodes -o json` and `kubectl get pods -A -o json` for each cluster.</source>
        <translation>请为每个集群加一个文件夹 clusters/&lt;name&gt;，放入 `kubectl get nodes -o json` 和 `kubectl get pods -A -o json`。</translation>
    </message>
    <message>
        <source>Add `kubectl -n kube-system get configmaps -o json` of the clusters (it holds &lt;nodepool-id&gt;-inventory-status), or state rows in fleet.yaml under `stock`.</source>
        <translation>请加入各集群的 `kubectl -n kube-system get configmaps -o json`（含 &lt;nodepool-id&gt;-inventory-status），或在 fleet.yaml 的 `stock` 下写明。</translation>
    </message>
    <message>
        <source>The table is larger than 64 MiB.</source>
        <translation>表格大于 64 MiB。</translation>
    </message>
    <message>
        <source>This row has {number} cells; the first row names {number2} columns.</source>
        <translation>这一行有 {number} 格；第一行有 {number2} 列。</translation>
    </message>
    <message>
        <source>The table has more than a million rows.</source>
        <translation>表格超过一百万行。</translation>
    </message>
    <message>
        <source>A quote opens in this row and does not close.</source>
        <translation>这一行的引号没有关闭。</translation>
    </message>
    <message>
        <source>The file is empty: the command that made it failed. Get the dump again, or take the file away.</source>
        <translation>文件为空：生成它的命令失败了。请重新获取，或移走该文件。</translation>
    </message>
    <message>
        <source>The file has {number} MiB; YAML is read up to {number2} MiB. Get it with `-o json` instead: JSON may have any size.</source>
        <translation>文件有 {number} MiB；YAML 最多读取 {number2} MiB。请改用 `-o json` 获取：JSON 大小不限。</translation>
    </message>
    <message>
        <source>The file grew beyond what is read as YAML. Get it with `-o json` instead.</source>
        <translation>文件超出了 YAML 可读取的大小。请改用 `-o json` 获取。</translation>
    </message>
    <message>
        <source>This document is not an object; it is skipped.</source>
        <translation>这个文档不是对象，略过。</translation>
    </message>
    <message>
        <source>An item of this list is not an object; it is skipped.</source>
        <translation>列表中有一项不是对象，略过。</translation>
    </message>
    <message>
        <source>A second FleetExtras; {name} is used and this one is skipped.</source>
        <translation>第二个 FleetExtras；使用 {name}，略过这个。</translation>
    </message>
    <message>
        <source>An object without kind is skipped. Get it with `kubectl get … -o json`, which writes the kind.</source>
        <translation>没有 kind 的对象被略过。请用 `kubectl get … -o json` 获取，它会写出 kind。</translation>
    </message>
    <message>
        <source>This is a server&apos;s refusal, not what was asked for: {text}. What the file would have held is not known; get it again with the rights to list it.</source>
        <translation>这是服务器的拒绝，不是所要的内容：{text}。文件本应包含什么未知；请以有列出权限的身份重新获取。</translation>
    </message>
    <message>
        <source>This is a server&apos;s refusal, not what was asked for. What the file would have held is not known; get it again with the rights to list it.</source>
        <translation>这是服务器的拒绝，不是所要的内容。文件本应包含什么未知；请以有列出权限的身份重新获取。</translation>
    </message>
    <message>
        <source>A {kind} without a name is skipped.</source>
        <translation>没有名称的 {kind} 被略过。</translation>
    </message>
    <message>
        <source>It has no pod template, and is skipped.</source>
        <translation>它没有 Pod 模板，略过。</translation>
    </message>
    <message>
        <source>It names no stock that could be read (data.status, SupplySeqs).</source>
        <translation>其中没有可读取的库存（data.status、SupplySeqs）。</translation>
    </message>
    <message>
        <source>It has no scaling_configurations that could be read.</source>
        <translation>其中没有可读取的 scaling_configurations。</translation>
    </message>
    <message>
        <source>The pods of namespace {name} are not in the dump: {object} has {number}. Get them again with `kubectl get pods -A -o json`.</source>
        <translation>转储中没有命名空间 {name} 的 Pod：{object} 有 {number} 个。请用 `kubectl get pods -A -o json` 重新获取。</translation>
    </message>
    <message>
        <source>The pods of namespace {name} are not in the dump: {object} has {number}, and those of {other} more lack, too. Get them again with `kubectl get pods -A -o json`.</source>
        <translation>转储中没有命名空间 {name} 的 Pod：{object} 有 {number} 个；另有 {other} 个命名空间的也没有。请用 `kubectl get pods -A -o json` 重新获取。</translation>
    </message>
    <message>
        <source>{object} is a manifest here, not what runs; that of {text} is used. Keep manifests out of the folder of dumps.</source>
        <translation>{object} 在这里是清单，不是正在运行的对象；使用 {text} 中的。请勿把清单放进转储文件夹。</translation>
    </message>
    <message>
        <source>There is a newer version of {object} in {text}, which is used. Take older dumps away.</source>
        <translation>{object} 在 {text} 中有更新的版本，使用该版本。请移走较旧的转储。</translation>
    </message>
    <message>
        <source>There are different versions of {object} here and in {text}; one is used. Take older dumps away.</source>
        <translation>{object} 在这里和 {text} 中有不同的版本；使用其中一个。请移走较旧的转储。</translation>
    </message>
    <message>
        <source>There are different versions of {object}; one is used. Take older dumps away.</source>
        <translation>{object} 有不同的版本；使用其中一个。请移走较旧的转储。</translation>
    </message>
    <message>
        <source>{number} Secret was skipped: a snapshot holds none.</source>
        <translation>略过了 {number} 个 Secret：快照不含 Secret。</translation>
    </message>
    <message>
        <source>{number} Secrets were skipped: a snapshot holds none.</source>
        <translation>略过了 {number} 个 Secret：快照不含 Secret。</translation>
    </message>
    <message>
        <source>{number} of kind {name} not read: placement does not need it.</source>
        <translation>未读取 {number} 个 {name}：放置不需要它。</translation>
    </message>
    <message>
        <source>{number} of kind {name} not read: how an interpreter of your own counts and divides replicas is not known here.</source>
        <translation>未读取 {number} 个 {name}：此处不知道自定义解释器如何计算和拆分副本。</translation>
    </message>
    <message>
        <source>{number} of kind {name} not read: placement does not need them.</source>
        <translation>未读取 {number} 个 {name}：放置不需要它们。</translation>
    </message>
    <message>
        <source>This is one page of a list, and {number} of it are to come: get it again with `kubectl get … -o json`, which reads them all, or put all pages into this file.</source>
        <translation>这只是列表的一页，还有 {number} 项未取：请用会读取全部的 `kubectl get … -o json` 重新获取，或把所有页放进这个文件。</translation>
    </message>
    <message>
        <source>This is one page of a list, and more of it is to come: get it again with `kubectl get … -o json`, which reads them all, or put all pages into this file.</source>
        <translation>这只是列表的一页，后面还有：请用会读取全部的 `kubectl get … -o json` 重新获取，或把所有页放进这个文件。</translation>
    </message>
    <message>
        <source>{text} is one page of a list, and {number} of it are to come: get it again with `kubectl get … -o json`, which reads them all, or put all pages into this file.</source>
        <translation>{text} 只是列表的一页，还有 {number} 项未取：请用会读取全部的 `kubectl get … -o json` 重新获取，或把所有页放进这个文件。</translation>
    </message>
    <message>
        <source>{text} is one page of a list, and more of it is to come: get it again with `kubectl get … -o json`, which reads them all, or put all pages into this file.</source>
        <translation>{text} 只是列表的一页，后面还有：请用会读取全部的 `kubectl get … -o json` 重新获取，或把所有页放进这个文件。</translation>
    </message>
    <message>
        <source>Not all of {text} could be read: mend it there, or get the file again.</source>
        <translation>{text} 未能全部读取：请在那里改正，或重新获取该文件。</translation>
    </message>
    <message>
        <source>Not all of {text} and {number} more could be read: mend them there, or get the files again.</source>
        <translation>{text} 和另外 {number} 个未能全部读取：请在那里改正，或重新获取这些文件。</translation>
    </message>
    <message>
        <source>The file is written in UTF-16, as PowerShell does it with &gt;, and dumps are read as UTF-8. Get it again with `kubectl get … -o json | Out-File -Encoding utf8 FILE`.</source>
        <translation>文件以 UTF-16 写成（PowerShell 的 &gt; 就是如此），而转储按 UTF-8 读取。请用 `kubectl get … -o json | Out-File -Encoding utf8 FILE` 重新获取。</translation>
    </message>
    <message>
        <source>This is what kubectl said when it failed: {text}. Get the dump again.</source>
        <translation>这是 kubectl 失败时的输出：{text}。请重新获取转储。</translation>
    </message>
    <message>
        <source>This is what kubectl says to people: {text}. Get it again with -o json, which prints an empty list.</source>
        <translation>这是 kubectl 给人看的输出：{text}。请用 -o json 重新获取，它会输出空列表。</translation>
    </message>
    <message>
        <source>This is a table as kubectl prints it for people. Get it again with -o json.</source>
        <translation>这是 kubectl 给人看的表格。请用 -o json 重新获取。</translation>
    </message>
    <message>
        <source>A line of text stands before the JSON: {text}. kubectl writes such lines to its error output: get the dump again without 2&gt;&amp;1, or take the line away.</source>
        <translation>JSON 前有一行文字：{text}。kubectl 把这样的行写到错误输出：请不带 2&gt;&amp;1 重新获取转储，或删去这一行。</translation>
    </message>
    <message>
        <source>This is YAML in a file that is named as JSON. Name it .yaml.</source>
        <translation>这个文件以 JSON 命名，内容却是 YAML。请改名为 .yaml。</translation>
    </message>
    <message>
        <source>{number} node of {name} is also one of {name2} in {text}: {name3} has the same {name4} in both. One cluster was dumped under two names, and its room is counted twice. Get the dumps of one of them again with its own kubectl context, or take its folder away.</source>
        <translation>{name} 的 {number} 个节点也是 {name2} 的（见 {text}）：{name3} 在两处的 {name4} 相同。同一个集群以两个名称转储，其空间被计算了两次。请为其中一个用它自己的 kubectl context 重新获取转储，或移走它的文件夹。</translation>
    </message>
    <message>
        <source>{number} nodes of {name} are also those of {name2} in {text}: {name3} has the same {name4} in both. One cluster was dumped under two names, and its room is counted twice. Get the dumps of one of them again with its own kubectl context, or take its folder away.</source>
        <translation>{name} 的 {number} 个节点也都是 {name2} 的（见 {text}）：{name3} 在两处的 {name4} 相同。同一个集群以两个名称转储，其空间被计算了两次。请为其中一个用它自己的 kubectl context 重新获取转储，或移走它的文件夹。</translation>
    </message>
    <message>
        <source>{number} of kind {name} not read: what a cluster holds lies in clusters/&lt;name&gt;/. Put this file there.</source>
        <translation>未读取 {number} 个 {name}：集群的内容应放在 clusters/&lt;name&gt;/ 中。请把这个文件放到那里。</translation>
    </message>
    <message>
        <source>{number} further doubts about this file are not listed.</source>
        <translation>关于这个文件还有 {number} 处疑问未列出。</translation>
    </message>
    <message>
        <source>There are Cluster objects, but none is named {name}.</source>
        <translation>有 Cluster 对象，但没有一个名为 {name}。</translation>
    </message>
    <message>
        <source>ConfigMaps of the clusters</source>
        <translation>各集群的 ConfigMap</translation>
    </message>
    <message>
        <source>labels of its nodes</source>
        <translation>节点的标签</translation>
    </message>
    <message>
        <source>the program&apos;s catalogue</source>
        <translation>程序自带目录</translation>
    </message>
    <message>
        <source>Expected a mapping here.</source>
        <translation>此处应为映射。</translation>
    </message>
    <message>
        <source>{name} is not a field of this; it is ignored.</source>
        <translation>{name} 不是这里的字段，忽略。</translation>
    </message>
    <message>
        <source>Check its spelling.</source>
        <translation>请检查拼写。</translation>
    </message>
    <message>
        <source>{name} is not a time.</source>
        <translation>{name} 不是时间。</translation>
    </message>
    <message>
        <source>Write it as 2026-11-23T09:40:00Z.</source>
        <translation>请写成 2026-11-23T09:40:00Z 这样。</translation>
    </message>
    <message>
        <source>Expected a list here.</source>
        <translation>此处应为列表。</translation>
    </message>
    <message>
        <source>Write it as "field: value".</source>
        <translation>请写成“字段: 值”。</translation>
    </message>
    <message>
        <source>Begin each of its entries with "- ", or write [] for none.</source>
        <translation>每一项以“- ”开头；没有则写 []。</translation>
    </message>
    <message>
        <source>maxSize is {number}, below the pool&apos;s minSize of {number2}.</source>
        <translation>maxSize 为 {number}，小于节点池的 minSize {number2}。</translation>
    </message>
    <message>
        <source>Raise maxSize, or lower minSize.</source>
        <translation>请提高 maxSize，或降低 minSize。</translation>
    </message>
    <message>
        <source>maxSize is {number}, below the pool&apos;s size of {number2}.</source>
        <translation>maxSize 为 {number}，小于节点池的 size {number2}。</translation>
    </message>
    <message>
        <source>Raise maxSize, or correct size.</source>
        <translation>请提高 maxSize，或改正 size。</translation>
    </message>
    <message>
        <source>{name} is not among the zones of cluster {name2}.</source>
        <translation>{name} 不在集群 {name2} 的可用区之中。</translation>
    </message>
    <message>
        <source>Correct it, or add it to the cluster&apos;s zones.</source>
        <translation>请改正，或把它加入集群的可用区。</translation>
    </message>
    <message>
        <source>A pool without id.</source>
        <translation>节点池没有 id。</translation>
    </message>
    <message>
        <source>Give the value of its nodes&apos; label alibabacloud.com/nodepool-id.</source>
        <translation>请写其节点标签 alibabacloud.com/nodepool-id 的值。</translation>
    </message>
    <message>
        <source>stated in fleet.yaml</source>
        <translation>在 fleet.yaml 中写明</translation>
    </message>
    <message>
        <source>A cluster without name is ignored.</source>
        <translation>没有名称的集群被忽略。</translation>
    </message>
    <message>
        <source>Give the name of its folder.</source>
        <translation>请写它的文件夹名。</translation>
    </message>
    <message>
        <source>An exact stock without its number of instances is read as unknown.</source>
        <translation>没有写实例数的确切库存读作未知。</translation>
    </message>
    <message>
        <source>An earlier row says otherwise of {name} in {name2}; that one counts.</source>
        <translation>前面有一行对 {name} 在 {name2} 的库存另有说法；以那一行为准。</translation>
    </message>
    <message>
        <source>An earlier row says otherwise of {name} in {name2}; this one counts.</source>
        <translation>前面有一行对 {name} 在 {name2} 的库存另有说法；以这一行为准。</translation>
    </message>
    <message>
        <source>An earlier row says otherwise of {name} in {name2}; the one that promises less counts.</source>
        <translation>前面有一行对 {name} 在 {name2} 的库存另有说法；以承诺较少的一行为准。</translation>
    </message>
    <message>
        <source>Keep one of the two, or write with "seen" when each was seen: the younger counts then.</source>
        <translation>请只留一行，或用 "seen" 写明各自看到的时间：以较新的为准。</translation>
    </message>
    <message>
        <source>The maximum is below the minimum.</source>
        <translation>上限小于下限。</translation>
    </message>
    <message>
        <source>Write min first.</source>
        <translation>请先写下限。</translation>
    </message>
    <message>
        <source>A stock row needs a zone and an instance type.</source>
        <translation>库存行需要可用区和实例规格。</translation>
    </message>
    <message>
        <source>{name} is not a basis.</source>
        <translation>{name} 不是依据。</translation>
    </message>
    <message>
        <source>Write exact, at-least, category, score, negative or unknown.</source>
        <translation>请写 exact、at-least、category、score、negative 或 unknown。</translation>
    </message>
    <message>
        <source>{name} is not a unit of a quota.</source>
        <translation>{name} 不是配额的单位。</translation>
    </message>
    <message>
        <source>Write gpu, vcpu or instance.</source>
        <translation>请写 gpu、vcpu 或 instance。</translation>
    </message>
    <message>
        <source>A price of 0 is taken for one that is missing; this one is unknown.</source>
        <translation>价格 0 视为缺失；这个价格未知。</translation>
    </message>
    <message>
        <source>Write what the type costs, or take the row out.</source>
        <translation>请写明该规格的价格，或删去这一行。</translation>
    </message>
    <message>
        <source>A price needs perHour, a number with at most six decimals; this one is unknown.</source>
        <translation>价格需要 perHour，最多六位小数；这个价格未知。</translation>
    </message>
    <message>
        <source>An instance type needs name, vcpu and memoryMib or memoryGib.</source>
        <translation>实例规格需要 name、vcpu 以及 memoryMib 或 memoryGib。</translation>
    </message>
    <message>
        <source>{name} is not a version that this program knows.</source>
        <translation>{name} 不是本程序认识的版本。</translation>
    </message>
    <message>
        <source>Write apiVersion: berth/v1, or take a newer Berth.</source>
        <translation>请写 apiVersion: berth/v1，或使用更新的 Berth。</translation>
    </message>
    <message>
        <source>{name} is not the kind of this file.</source>
        <translation>{name} 不是这个文件的 kind。</translation>
    </message>
    <message>
        <source>Write kind: FleetExtras.</source>
        <translation>请写 kind: FleetExtras。</translation>
    </message>
    <message>
        <source>{name} is not an engine.</source>
        <translation>{name} 不是引擎。</translation>
    </message>
    <message>
        <source>Write ackone, karmada or direct.</source>
        <translation>请写 ackone、karmada 或 direct。</translation>
    </message>
    <message>
        <source>There is no such file or folder. Check the path, and the folder that it starts from.</source>
        <translation>没有这个文件或文件夹。请检查路径，以及它从哪个文件夹起算。</translation>
    </message>
    <message>
        <source>No permission to read it. Ask its owner, or change its mode with chmod.</source>
        <translation>没有读取权限。请询问所有者，或用 chmod 修改权限。</translation>
    </message>
    <message>
        <source>No permission to write in this folder, so the file cannot be saved there. Name a folder that you may write to, or ask its owner for the right.</source>
        <translation>没有写入此文件夹的权限，因此无法把文件保存在那里。请指定一个您可以写入的文件夹，或请其所有者授予权限。</translation>
    </message>
    <message>
        <source>Its symbolic links lead in a circle. Take the link away.</source>
        <translation>符号链接循环。请移走该链接。</translation>
    </message>
    <message>
        <source>The path is too long.</source>
        <translation>路径过长。</translation>
    </message>
    <message>
        <source>There is no space left to write it.</source>
        <translation>没有剩余空间可写。</translation>
    </message>
    <message>
        <source>It cannot be used: {reason}</source>
        <translation>无法使用：{reason}</translation>
    </message>
    <message>
        <source>It is a pipe or a socket, not a file.</source>
        <translation>这是管道或套接字，不是文件。</translation>
    </message>
    <message>
        <source>It is not a regular file; only files and folders are read.</source>
        <translation>这不是普通文件；只读取文件和文件夹。</translation>
    </message>
    <message>
        <source>The file is larger than 4 GiB; no snapshot is.</source>
        <translation>文件大于 4 GiB；快照没有这么大的。</translation>
    </message>
    <message>
        <source>Not read: dumps end in .json, .yaml or .yml and lie in this folder, in fleet/ or in clusters/&lt;name&gt;/.</source>
        <translation>未读取：转储以 .json、.yaml 或 .yml 结尾，放在此文件夹、fleet/ 或 clusters/&lt;name&gt;/ 中。</translation>
    </message>
    <message>
        <source>The folder has more than 100000 entries; this is no folder of dumps.</source>
        <translation>文件夹超过 100000 项；这不是转储文件夹。</translation>
    </message>
    <message>
        <source>The folder holds no dumps. Put what `kubectl get nodes -o json` and `kubectl get pods -A -o json` print into clusters/&lt;name&gt;/nodes.json and pods.json.</source>
        <translation>文件夹中没有转储。请把 `kubectl get nodes -o json` 和 `kubectl get pods -A -o json` 的输出放到 clusters/&lt;name&gt;/nodes.json 和 pods.json。</translation>
    </message>
    <message>
        <source>This is a single dump, not a snapshot. Open the folder that it is in.</source>
        <translation>这是单个转储，不是快照。请打开它所在的文件夹。</translation>
    </message>
    <message>
        <source>This build has no demo fleet.</source>
        <translation>这个构建没有演示舰队。</translation>
    </message>
    <message>
        <source>This is not JSON: something is wrong here or shortly before. Get the dump again.</source>
        <translation>这不是 JSON：此处或稍前有误。请重新获取转储。</translation>
    </message>
    <message>
        <source>A number in this object is beyond what JSON readers hold. Get the dump again.</source>
        <translation>对象中有数字超出 JSON 读取范围。请重新获取转储。</translation>
    </message>
    <message>
        <source>Collections are nested deeper than {number}. Kubernetes writes no such objects.</source>
        <translation>嵌套超过 {number} 层。Kubernetes 不会写这样的对象。</translation>
    </message>
    <message>
        <source>Expected an object here: a dump of `kubectl get -o json` begins with {.</source>
        <translation>此处应为对象：`kubectl get -o json` 的转储以 { 开头。</translation>
    </message>
    <message>
        <source>Expected an object as an item of the list.</source>
        <translation>列表项应为对象。</translation>
    </message>
    <message>
        <source>{name} without what it closes.</source>
        <translation>{name} 没有对应的开头。</translation>
    </message>
    <message>
        <source>One object takes more than {number} MiB. Kubernetes keeps no such objects; this is not a dump.</source>
        <translation>有对象超过 {number} MiB。Kubernetes 不存这样的对象；这不是转储。</translation>
    </message>
    <message>
        <source>The text ends inside an object, after {number} items: the dump was cut. Get it again.</source>
        <translation>文本在对象内结束，此前有 {number} 项：转储被截断。请重新获取。</translation>
    </message>
    <message>
        <source>The text ends inside an object: the dump was cut. Get it again.</source>
        <translation>文本在对象内结束：转储被截断。请重新获取。</translation>
    </message>
    <message>
        <source>The snapshot is damaged: {reason}. Take it from its origin again.</source>
        <translation>快照已损坏：{reason}。请从来源重新取得。</translation>
    </message>
    <message>
        <source>The file is empty: no snapshot.</source>
        <translation>文件为空：不是快照。</translation>
    </message>
    <message>
        <source>This is not a Berth snapshot. Expected a file made by `berthctl snapshot pack`, or a folder of `kubectl get -o json` dumps.</source>
        <translation>这不是 Berth 快照。应为 `berthctl snapshot pack` 生成的文件，或 `kubectl get -o json` 转储的文件夹。</translation>
    </message>
    <message>
        <source>it ends inside its header, after {number} bytes</source>
        <translation>在文件头内结束，只有 {number} 字节</translation>
    </message>
    <message>
        <source>its header does not match its own checksum</source>
        <translation>文件头与其校验和不符</translation>
    </message>
    <message>
        <source>The snapshot has format version {number}; this program reads up to version {number2}. Open it with a newer Berth.</source>
        <translation>快照的格式版本是 {number}；本程序最多读到版本 {number2}。请用更新的 Berth 打开。</translation>
    </message>
    <message>
        <source>its header makes no sense</source>
        <translation>文件头没有意义</translation>
    </message>
    <message>
        <source>it was cut: {number} of {number2} bytes are missing</source>
        <translation>被截断：{number2} 字节中缺 {number} 字节</translation>
    </message>
    <message>
        <source>something follows its end</source>
        <translation>结尾之后还有内容</translation>
    </message>
    <message>
        <source>The snapshot would unpack to {number} bytes, more than any fleet has. It is not opened.</source>
        <translation>快照解开后有 {number} 字节，超过任何舰队。不予打开。</translation>
    </message>
    <message>
        <source>its content does not match its checksum</source>
        <translation>内容与校验和不符</translation>
    </message>
    <message>
        <source>two of its sizes differ</source>
        <translation>两处大小不一致</translation>
    </message>
    <message>
        <source>its content is not one compressed frame</source>
        <translation>内容不是单个压缩帧</translation>
    </message>
    <message>
        <source>it cannot be decompressed ({reason})</source>
        <translation>无法解压（{reason}）</translation>
    </message>
    <message>
        <source>it is shorter than it says</source>
        <translation>比所写的短</translation>
    </message>
    <message>
        <source>its end is not empty</source>
        <translation>结尾不为空</translation>
    </message>
    <message>
        <source>times without their nodes</source>
        <translation>只有时间，没有对应的节点</translation>
    </message>
    <message>
        <source>an admission without its cluster</source>
        <translation>准入信息没有所属的集群</translation>
    </message>
    <message>
        <source>lists without their cluster</source>
        <translation>列表信息没有所属的集群</translation>
    </message>
    <message>
        <source>it has two fleets</source>
        <translation>含两个舰队</translation>
    </message>
    <message>
        <source>clusters out of order</source>
        <translation>集群次序不对</translation>
    </message>
    <message>
        <source>a section ends beyond its end</source>
        <translation>有一节超出结尾</translation>
    </message>
    <message>
        <source>something follows its last section</source>
        <translation>最后一节之后还有内容</translation>
    </message>
    <message>
        <source>it holds no fleet</source>
        <translation>不含舰队</translation>
    </message>
    <message>
        <source>There is no {what}. There are: {names}.</source>
        <translation>没有 {what}。有：{names}。</translation>
    </message>
    <message>
        <source>cluster {name}</source>
        <translation>集群 {name}</translation>
    </message>
    <message>
        <source>quota {name}</source>
        <translation>配额 {name}</translation>
    </message>
    <message>
        <source>zone of pool {name} in {name2} named {name3}</source>
        <translation>{name2} 中节点池 {name} 的可用区 {name3}</translation>
    </message>
    <message>
        <source>node pool in {name} named {name2}</source>
        <translation>{name} 中的节点池 {name2}</translation>
    </message>
    <message>
        <source>node in {name} named {name2}</source>
        <translation>{name} 中的节点 {name2}</translation>
    </message>
    <message>
        <source>List them in fleet.yaml under `clusters: [{name: {name}, nodePools: […]}]`, [] if it has none.</source>
        <translation>请在 fleet.yaml 的 `clusters: [{name: {name}, nodePools: […]}]` 下列出，没有则写 []。</translation>
    </message>
    <message>
        <source>List them in fleet.yaml (--extras) under `clusters: [{name: {name}, nodePools: […]}]`, [] if it has none.</source>
        <translation>请在 fleet.yaml（--extras）的 `clusters: [{name: {name}, nodePools: […]}]` 下列出，没有则写 []。</translation>
    </message>
    <message>
        <source>Save a snapshot with the command, and list them in its fleet.yaml under `clusters: [{name: {name}, nodePools: […]}]`, [] if it has none.</source>
        <translation>请用命令保存快照，并在其 fleet.yaml 的 `clusters: [{name: {name}, nodePools: […]}]` 下列出，没有则写 []。</translation>
    </message>
    <message>
        <source>State it in fleet.yaml under `prices`.</source>
        <translation>请在 fleet.yaml 的 `prices` 下写明。</translation>
    </message>
    <message>
        <source>Describe it in fleet.yaml under `instanceTypes`.</source>
        <translation>请在 fleet.yaml 的 `instanceTypes` 下描述它。</translation>
    </message>
    <message>
        <source>quotas without their fleet</source>
        <translation>配额没有所属的舰队</translation>
    </message>
    <message>
        <source>claims without their fleet</source>
        <translation>存储卷声明没有所属的舰队</translation>
    </message>
    <message>
        <source>a section that says nothing</source>
        <translation>什么也没说的一节</translation>
    </message>
    <message>
        <source>volume claims</source>
        <translation>存储卷声明</translation>
    </message>
    <message>
        <source>volumes</source>
        <translation>存储卷</translation>
    </message>
    <message>
        <source>storage classes</source>
        <translation>存储类</translation>
    </message>
    <message>
        <source>priority classes</source>
        <translation>优先级类</translation>
    </message>
    <message>
        <source>what daemon sets take on a new node; its pods only tell which run now</source>
        <translation>守护进程集在新节点上占用多少；其 Pod 只说明现在运行着哪些</translation>
    </message>
    <message>
        <source>whether claims that pods mount are there, and where their volumes are</source>
        <translation>Pod 挂载的声明是否存在，以及其存储卷在哪里</translation>
    </message>
    <message>
        <source>on which nodes volumes that are bound can be mounted</source>
        <translation>已绑定的存储卷可以在哪些节点上挂载</translation>
    </message>
    <message>
        <source>whether new claims get a volume, and where</source>
        <translation>新的声明能否得到存储卷，以及在哪里</translation>
    </message>
    <message>
        <source>whether pods that name one are let in, and who makes room for whom</source>
        <translation>指定了优先级类的 Pod 能否被接纳，以及谁给谁让位</translation>
    </message>
    <message>
        <source>A score is a level, not a count: {number} is read as {text} instances.</source>
        <translation>评分是等级，不是数量：{number} 读作 {text} 台实例。</translation>
    </message>
    <message>
        <source>Write basis: exact for a count, or a range with min and max.</source>
        <translation>数量请写 basis: exact，或写带 min 和 max 的区间。</translation>
    </message>
    <message>
        <source>Cluster {name} stands here twice; the first entry counts.</source>
        <translation>集群 {name} 在此写了两次；以第一个条目为准。</translation>
    </message>
    <message>
        <source>Put all that is stated of it in one entry.</source>
        <translation>请把对它的说明都写在一个条目中。</translation>
    </message>
    <message>
        <source>Of {name} in {zone} {source} says {category} and {source2} says {category2}; the one that promises less counts.</source>
        <translation>关于 {zone} 的 {name}，{source} 说 {category}，而 {source2} 说 {category2}；以承诺较少的为准。</translation>
    </message>
    <message>
        <source>The effect {name} is none that taints have; it is taken for NoSchedule.</source>
        <translation>污点没有 {name} 这种效果；按 NoSchedule 处理。</translation>
    </message>
    <message>
        <source>Write NoSchedule, PreferNoSchedule or NoExecute.</source>
        <translation>请写 NoSchedule、PreferNoSchedule 或 NoExecute。</translation>
    </message>
</context>
<context>
    <name>preview</name>
    <message>
        <source>Karmada does not know customSchedulingType and drops it: the replicas are no gang.</source>
        <translation>Karmada 不认识 customSchedulingType，会丢弃它：这些副本不作为整体（Gang）调度。</translation>
    </message>
    <message>
        <source>Remove it, or use ACK One&apos;s policy.</source>
        <translation>请去掉它，或使用 ACK One 的策略。</translation>
    </message>
    <message>
        <source>Karmada does not know autoScaling and drops it: it sees no stock.</source>
        <translation>Karmada 不认识 autoScaling，会丢弃它：它看不到库存。</translation>
    </message>
    <message>
        <source>Use ACK One&apos;s policy; where another division works, the preview offers it as static weights.</source>
        <translation>请用 ACK One 的策略；若另一种划分可行，预览会以静态权重的形式给出。</translation>
    </message>
    <message>
        <source>As overrides make it in {name}: {issue}</source>
        <translation>经覆盖后在 {name} 中：{issue}</translation>
    </message>
    <message>
        <source>{names} and {number} more</source>
        <translation>{names}等，另有 {number} 个</translation>
    </message>
    <message>
        <source>This rule matches none of the fleet&apos;s clusters.</source>
        <translation>这条规则与舰队的任何集群都不匹配。</translation>
    </message>
    <message>
        <source>The clusters are {names}.</source>
        <translation>集群有：{names}。</translation>
    </message>
    <message>
        <source>The fleet has no cluster {name}; the rule passes it by.</source>
        <translation>舰队没有集群 {name}；规则会略过它。</translation>
    </message>
    <message>
        <source>{kind} {name} selects nothing of what was handed in.</source>
        <translation>{kind} {name} 在所给内容中什么都没有选中。</translation>
    </message>
    <message>
        <source>{kind} {name} selects nothing of what was handed in or runs in the fleet.</source>
        <translation>{kind} {name} 在所给内容和舰队中什么都没有选中。</translation>
    </message>
    <message>
        <source>The object of that name is a {kind} of {name}; write these.</source>
        <translation>那个名称的对象是 {name} 的 {kind}；请照此写。</translation>
    </message>
    <message>
        <source>The object is in {name}, the policy in {name2}; a policy selects only in its own namespace.</source>
        <translation>对象在 {name}，策略在 {name2}；策略只在自己的命名空间中选取。</translation>
    </message>
    <message>
        <source>The object is in {name}, the selector looks in {name2}.</source>
        <translation>对象在 {name}，选择器却在 {name2} 中查找。</translation>
    </message>
    <message>
        <source>There is no {kind} of {name}.</source>
        <translation>没有 {name} 的 {kind}。</translation>
    </message>
    <message>
        <source>every cluster is being deleted</source>
        <translation>所有集群都正在删除</translation>
    </message>
    <message>
        <source>which clusters there are is not known</source>
        <translation>不知道有哪些集群</translation>
    </message>
    <message>
        <source>the fleet has no cluster</source>
        <translation>舰队中没有集群</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>有：{names}。</translation>
    </message>
    <message>
        <source>{kind} {name} scales {kind2} {name2}, which was not handed in and is not in the fleet.</source>
        <translation>{kind} {name} 伸缩的 {kind2} {name2} 没有给出，舰队中也没有。</translation>
    </message>
    <message>
        <source>Hand its manifest in too.</source>
        <translation>请把它的清单也一并给出。</translation>
    </message>
    <message>
        <source>This document is not a Kubernetes object, but a bare value or list.</source>
        <translation>这个文档不是 Kubernetes 对象，而是单独的值或列表。</translation>
    </message>
    <message>
        <source>Write apiVersion, kind, metadata and spec below each other; put several objects apart with ---.</source>
        <translation>请分行写 apiVersion、kind、metadata 和 spec；多个对象之间用 --- 分开。</translation>
    </message>
    <message>
        <source>Lists in lists are too deep here.</source>
        <translation>这里列表套列表过深。</translation>
    </message>
    <message>
        <source>items is not a list.</source>
        <translation>items 不是列表。</translation>
    </message>
    <message>
        <source>Put &quot;- &quot; before each object.</source>
        <translation>请在每个对象前写 &quot;- &quot;。</translation>
    </message>
    <message>
        <source>This is a kustomization: the files beside it are read as they stand, without what it changes in them.</source>
        <translation>这是一个 kustomization：它旁边的文件按原样读取，不含它所做的更改。</translation>
    </message>
    <message>
        <source>Hand in what `kubectl kustomize` prints of its folder, and only that.</source>
        <translation>请提交 `kubectl kustomize` 对其文件夹的输出，且只提交它。</translation>
    </message>
    <message>
        <source>This describes a Helm chart and is no manifest; it is passed by.</source>
        <translation>这是 Helm chart 的说明，不是清单，略过。</translation>
    </message>
    <message>
        <source>Hand in what `helm template` prints of the chart.</source>
        <translation>请提交 `helm template` 对该 chart 的输出。</translation>
    </message>
    <message>
        <source>The object does not say its kind, so nothing can read it.</source>
        <translation>对象没有写 kind，无法读取。</translation>
    </message>
    <message>
        <source>Add kind, as in kind: Deployment.</source>
        <translation>请加上 kind，例如 kind: Deployment。</translation>
    </message>
    <message>
        <source>This document is not a Kubernetes object; it is passed by.</source>
        <translation>这个文档不是 Kubernetes 对象，略过。</translation>
    </message>
    <message>
        <source>The manifest states no replicas; the fleet&apos;s binding has {number}, which an apply keeps.</source>
        <translation>清单没有写副本数；舰队中的绑定有 {number} 个，应用清单时保持不变。</translation>
    </message>
    <message>
        <source>The manifest states no replicas; the clusters&apos; objects have {number}, which an apply keeps.</source>
        <translation>清单没有写副本数；集群中的对象共有 {number} 个，应用清单时保持不变。</translation>
    </message>
    <message>
        <source>The manifest states no replicas, and the snapshot does not tell how many the fleet&apos;s object has: {number} is assumed, and an apply keeps what there is.</source>
        <translation>清单没有写副本数，快照也没有说明舰队中的对象有多少个：这里假定为 {number} 个，而应用清单时保持现有的数目。</translation>
    </message>
    <message>
        <source>Add the fleet&apos;s object or its ResourceBinding to the snapshot, or state replicas.</source>
        <translation>请把舰队中的对象或其 ResourceBinding 加入快照，或写明 replicas。</translation>
    </message>
    <message>
        <source>The manifest states no replicas; the fleet&apos;s object has {number} and keeps them.</source>
        <translation>清单没有写副本数；舰队中的对象有 {number} 个，并保持不变。</translation>
    </message>
    <message>
        <source>The kind {name} is not known here.</source>
        <translation>这里不认识类型 {name}。</translation>
    </message>
    <message>
        <source>{name} has no kind {name2} that can be read here, and it holds no pod template.</source>
        <translation>{name} 没有这里能读取的类型 {name2}，它也不含 Pod 模板。</translation>
    </message>
    <message>
        <source>Check apiVersion and spec.</source>
        <translation>请检查 apiVersion 和 spec。</translation>
    </message>
    <message>
        <source>{object} holds no pods; it is passed by, and its values are not read.</source>
        <translation>{object} 不含 Pod，略过；它的值不会被读取。</translation>
    </message>
    <message>
        <source>{object} holds no pods; it is passed by.</source>
        <translation>{object} 不含 Pod，略过。</translation>
    </message>
    <message>
        <source>{object} states no namespace; it is taken to be in &quot;default&quot;.</source>
        <translation>{object} 没有写命名空间，当作在 &quot;default&quot; 中。</translation>
    </message>
    <message>
        <source>Write metadata.namespace to say which.</source>
        <translation>请写 metadata.namespace 说明是哪个。</translation>
    </message>
    <message>
        <source>{object} is handed in twice; the later one counts.</source>
        <translation>{object} 给出了两次；以后一个为准。</translation>
    </message>
    <message>
        <source>There is no workload in what was handed in, and none of the fleet is meant by it.</source>
        <translation>所给内容中没有工作负载，也不涉及舰队中的任何工作负载。</translation>
    </message>
    <message>
        <source>Hand in a Deployment, StatefulSet, Job or another object with a pod template.</source>
        <translation>请给出 Deployment、StatefulSet、Job 或其他含 Pod 模板的对象。</translation>
    </message>
    <message>
        <source>there is no node</source>
        <translation>没有节点</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as nobody says which cards are the faulty ones</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为没人说明哪些卡有故障</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as some pods do not say which card they hold</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为有些 Pod 没有写明所用的卡</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as nobody says which cards are the faulty ones</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为没人说明哪些卡有故障</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as some pods do not say which card they hold</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为有些 Pod 没有写明所用的卡</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as what a virtual node can start is not known</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为虚拟节点能启动多少未知</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as what a virtual node can start is not known</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为虚拟节点能启动多少未知</translation>
    </message>
    <message>
        <source>what PersistentVolumeClaim {name} binds to</source>
        <translation>PersistentVolumeClaim {name} 将绑定到什么</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as it is not known {list}</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为不知道{list}</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as it is not known {list}</source>
        <translation>它的 {nodes}能放 {range} 个副本，因为不知道{list}</translation>
    </message>
    <message>
        <source>Whether claim {list} comes to {clusters} with the workload and gets a volume there is not known, so no place there is sure: the room is that for pods whose claim binds.</source>
        <translation>声明 {list} 是否随工作负载来到 {clusters} 并在那里获得存储卷未知，因此那里没有一个位置是确定的：所示的余量以声明能够绑定为前提。</translation>
    </message>
    <message>
        <source>Hand in the policy that brings it and what makes its volume, too.</source>
        <translation>请一并给出带来它的策略，以及创建其存储卷的对象。</translation>
    </message>
    <message>
        <source>see that the claim binds there</source>
        <translation>请确保声明能在那里绑定</translation>
    </message>
    <message>
        <source>add a node or a pool there to be sure</source>
        <translation>要确定，请在那里添加节点或节点池</translation>
    </message>
    <message>
        <source>look at the nodes&apos; cards, or add a node or a pool there</source>
        <translation>请查看节点上的卡，或在那里添加节点或节点池</translation>
    </message>
    <message>
        <source>rules among the pods of a group</source>
        <translation>一组 Pod 之间的规则</translation>
    </message>
    <message>
        <source>host port {number}</source>
        <translation>主机端口 {number}</translation>
    </message>
    <message>
        <source>host ports {names}</source>
        <translation>主机端口 {names}</translation>
    </message>
    <message>
        <source>topology spread by {names}</source>
        <translation>按 {names} 的拓扑分布</translation>
    </message>
    <message>
        <source>anti-affinity by {names}</source>
        <translation>按 {names} 的反亲和</translation>
    </message>
    <message>
        <source>affinity by {names}</source>
        <translation>按 {names} 的亲和</translation>
    </message>
    <message>
        <source>claim {name}, which only one pod may use</source>
        <translation>存储声明 {name}，只有一个 Pod 能用</translation>
    </message>
    <message>
        <source>loosen the rule, or add a node or a pool there</source>
        <translation>请放宽规则，或在那里添加节点或节点池</translation>
    </message>
    <message>
        <source>{remedy}; the update cannot finish even then</source>
        <translation>{remedy}；即使这样更新也无法完成</translation>
    </message>
    <message>
        <source>its resource models do not name {names}, so Karmada sees none there</source>
        <translation>它的资源模型没有写 {names}，因此 Karmada 看不到那里有</translation>
    </message>
    <message>
        <source>by its resource models Karmada sees room for {replicas}</source>
        <translation>按它的资源模型，Karmada 只看到能放 {replicas}</translation>
    </message>
    <message>
        <source>add it to the Cluster's spec.resourceModels, or turn the gate CustomizedClusterResourceModeling off</source>
        <translation>把它写入 Cluster 的 spec.resourceModels，或关闭 CustomizedClusterResourceModeling 特性门控</translation>
    </message>
    <message>
        <source>add grades to the Cluster's spec.resourceModels whose minimum is what a pod asks for, or turn the gate CustomizedClusterResourceModeling off</source>
        <translation>在 Cluster 的 spec.resourceModels 中增加等级，其最小值等于 Pod 的申请量，或关闭 CustomizedClusterResourceModeling 特性门控</translation>
    </message>
    <message>
        <source>its node is full, and no pool may add one</source>
        <translation>它的节点已满，而且没有节点池可以增加节点</translation>
    </message>
    <message>
        <source>its nodes are full, and no pool may add one</source>
        <translation>它的节点都已满，而且没有节点池可以增加节点</translation>
    </message>
    <message>
        <source>no elastic pool</source>
        <translation>没有弹性节点池</translation>
    </message>
    <message>
        <source>its {nodes} has room for {replicas} in all</source>
        <translation>它的 {nodes}总共能放 {replicas}</translation>
    </message>
    <message>
        <source>its {nodes} have room for {replicas} in all</source>
        <translation>它的 {nodes}总共能放 {replicas}</translation>
    </message>
    <message>
        <source>its {nodes} has room for {replicas} in all ({reason})</source>
        <translation>它的 {nodes}总共能放 {replicas}（{reason}）</translation>
    </message>
    <message>
        <source>its {nodes} have room for {replicas} in all ({reason})</source>
        <translation>它的 {nodes}总共能放 {replicas}（{reason}）</translation>
    </message>
    <message>
        <source>faults isolate {number} card</source>
        <translation>故障隔离了 {number} 张卡</translation>
    </message>
    <message>
        <source>faults isolate {number} cards</source>
        <translation>故障隔离了 {number} 张卡</translation>
    </message>
    <message>
        <source>{pods} keeps room on the node that it is nominated for</source>
        <translation>{pods}占着为其提名的节点上的位置</translation>
    </message>
    <message>
        <source>{pods} keep room on the nodes that they are nominated for</source>
        <translation>{pods}占着为其提名的节点上的位置</translation>
    </message>
    <message>
        <source>pods of lower priority hold places for {replicas}</source>
        <translation>优先级更低的 Pod 占着 {replicas}的位置</translation>
    </message>
    <message>
        <source>loosen the rule, or give other domains room</source>
        <translation>放宽规则，或让其他拓扑域有空间</translation>
    </message>
    <message>
        <source>its one node takes no further replica</source>
        <translation>它唯一的节点放不下更多副本</translation>
    </message>
    <message>
        <source>its one node takes no further replica ({reason})</source>
        <translation>它唯一的节点放不下更多副本（{reason}）</translation>
    </message>
    <message>
        <source>none of its {nodes} takes a further replica</source>
        <translation>它的 {nodes}都放不下更多副本</translation>
    </message>
    <message>
        <source>none of its {nodes} takes a further replica ({reason})</source>
        <translation>它的 {nodes}都放不下更多副本（{reason}）</translation>
    </message>
    <message>
        <source>{limit}, and no node is bought for a DaemonSet</source>
        <translation>{limit}，而且不会为 DaemonSet 购买节点</translation>
    </message>
    <message>
        <source>{limit}, and there is no elastic pool</source>
        <translation>{limit}，而且没有弹性节点池</translation>
    </message>
    <message>
        <source>{limit}, and its node pools are not known</source>
        <translation>{limit}，而且其节点池未知</translation>
    </message>
    <message>
        <source>narrow the nodeSelector of the DaemonSet, or make room on its nodes</source>
        <translation>请收窄 DaemonSet 的 nodeSelector，或在它的节点上腾出空间</translation>
    </message>
    <message>
        <source>add a node or a pool there</source>
        <translation>在那里增加节点或节点池</translation>
    </message>
    <message>
        <source>whether the pod fits an empty {name} of pool {name2} is not known: the snapshot lacks this instance type</source>
        <translation>节点池 {name2} 的空 {name} 节点能否放下这个 Pod 不得而知：快照里没有这个实例规格</translation>
    </message>
    <message>
        <source>describe it in fleet.yaml under `instanceTypes`</source>
        <translation>请在 fleet.yaml 的 `instanceTypes` 下描述它</translation>
    </message>
    <message>
        <source>the pod does not fit an empty {name} of pool {name2}: {reason}</source>
        <translation>节点池 {name2} 的空 {name} 节点也放不下这个 Pod：{reason}</translation>
    </message>
    <message>
        <source>change the pod, or add a pool whose nodes take it</source>
        <translation>修改 Pod，或增加节点能放下它的节点池</translation>
    </message>
    <message>
        <source>take nodeName out of the pod template: a node that is bought has another name</source>
        <translation>从 Pod 模板中去掉 nodeName：新买的节点是别的名字</translation>
    </message>
    <message>
        <source>tolerate {name} in the pod template, or add a pool without it</source>
        <translation>在 Pod 模板中容忍 {name}，或增加没有它的节点池</translation>
    </message>
    <message>
        <source>create PersistentVolumeClaim {names} there</source>
        <translation>在那里创建 PersistentVolumeClaim {names}</translation>
    </message>
    <message>
        <source>stock of {cells}</source>
        <translation>{cells} 的库存</translation>
    </message>
    <message>
        <source>spot stock of {cells}</source>
        <translation>{cells} 的抢占式库存</translation>
    </message>
    <message>
        <source>stock of {cells}, which {others} buys from, too</source>
        <translation>{cells} 的库存，{others} 也从中购买</translation>
    </message>
    <message>
        <source>stock of {cells}, which {others} buy from, too</source>
        <translation>{cells} 的库存，{others} 也从中购买</translation>
    </message>
    <message>
        <source>stock of {cells}, which {others} buys from, too, and of {rest}</source>
        <translation>{cells} 的库存（{others} 也从中购买），以及 {rest} 的库存</translation>
    </message>
    <message>
        <source>stock of {cells}, which {others} buy from, too, and of {rest}</source>
        <translation>{cells} 的库存（{others} 也从中购买），以及 {rest} 的库存</translation>
    </message>
    <message>
        <source>{reasons}, even when empty</source>
        <translation>{reasons}，即使空着也不行</translation>
    </message>
    <message>
        <source>The pod has no volume {name}, which this container mounts.</source>
        <translation>Pod 没有这个容器挂载的卷 {name}。</translation>
    </message>
    <message>
        <source>Add it to volumes, or name one that is there.</source>
        <translation>请把它加到 volumes，或改用已有的卷。</translation>
    </message>
    <message>
        <source>{name} takes none: {reason}</source>
        <translation>{name} 一个也放不下：{reason}</translation>
    </message>
    <message>
        <source>{nodes} would take one but for {rule}</source>
        <translation>若没有{rule}，{nodes}本可放下一个</translation>
    </message>
    <message>
        <source>{nodes} would take one but for {rule}, where they have {names}</source>
        <translation>若没有{rule}，{nodes}本可放下一个；它们的值是 {names}</translation>
    </message>
    <message>
        <source>{nodes} would take one but for {rule}, a label that they lack</source>
        <translation>若没有{rule}，{nodes}本可放下一个；它们没有这个标签</translation>
    </message>
    <message>
        <source>there would be room for {replicas} but for {rule}</source>
        <translation>若没有{rule}，本可放下 {replicas}</translation>
    </message>
    <message>
        <source>nodeSelector {text}</source>
        <translation>nodeSelector {text}</translation>
    </message>
    <message>
        <source>node affinity {text}</source>
        <translation>节点亲和 {text}</translation>
    </message>
    <message>
        <source>node affinity</source>
        <translation>节点亲和</translation>
    </message>
    <message>
        <source>taint {name}</source>
        <translation>污点 {name}</translation>
    </message>
    <message>
        <source>take {rule} out of the pod template</source>
        <translation>从 Pod 模板中去掉{rule}</translation>
    </message>
    <message>
        <source>set {rule} of the pod template to {name}</source>
        <translation>把 Pod 模板的{rule}改为 {name}</translation>
    </message>
    <message>
        <source>let {rule} of the pod template take {name}, too</source>
        <translation>让 Pod 模板的{rule}也接受 {name}</translation>
    </message>
    <message>
        <source>tolerate taint {name} of pool {name2} of {name3}</source>
        <translation>容忍 {name3} 的节点池 {name2} 的污点 {name}</translation>
    </message>
    <message>
        <source>tolerate taint {name} of pools {names} of {name3}</source>
        <translation>容忍 {name3} 的节点池 {names} 的污点 {name}</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector ({rule})</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（{rule}）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector ({rule}, it has {name})</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（{rule}，而它的值是 {name}）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector ({rule}, it has no such label)</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（{rule}，而它没有这个标签）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector ({rule}, it has a value of its own)</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（{rule}，而每个节点有自己的值）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector (no node has {text}, they have {names})</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（没有节点带 {text}，它们的值是 {names}）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector (no node has {text}, they have {names}; did you mean {name}?)</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（没有节点带 {text}，它们的值是 {names}；是否想写 {name}？）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector (no node has label {name})</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（没有节点带标签 {name}）</translation>
    </message>
    <message>
        <source>node(s) didn't match Pod's node affinity/selector (no node has label {name}; did you mean {name2}?)</source>
        <translation>节点不符合 Pod 的节点亲和或选择器（没有节点带标签 {name}；是否想写 {name2}？）</translation>
    </message>
    <message>
        <source>Insufficient {name} (asks {asks}, has {has})</source>
        <translation>{name} 不足（需要 {asks}，只有 {has}）</translation>
    </message>
    <message>
        <source>Insufficient {name} (asks {asks}, has about {has})</source>
        <translation>{name} 不足（需要 {asks}，约有 {has}）</translation>
    </message>
    <message>
        <source>Insufficient {name} (asks {asks}, has at most {has})</source>
        <translation>{name} 不足（需要 {asks}，最多的也只有 {has}）</translation>
    </message>
    <message>
        <source>Insufficient {name} (asks {asks}, has {has}, of which daemon sets take {taken})</source>
        <translation>{name} 不足（需要 {asks}，只有 {has}，其中 DaemonSet 占去 {taken}）</translation>
    </message>
    <message>
        <source>Insufficient {name} (asks {asks}, has about {has}, of which daemon sets take {taken})</source>
        <translation>{name} 不足（需要 {asks}，约有 {has}，其中 DaemonSet 占去 {taken}）</translation>
    </message>
    <message>
        <source>node(s) didn't have free ports for the requested pod ports (a pod of DaemonSet {name} is there)</source>
        <translation>节点上所求的端口已被占用（那里有 DaemonSet {name} 的 Pod）</translation>
    </message>
    <message>
        <source>node(s) didn't match pod anti-affinity rules (a pod of DaemonSet {name} is there)</source>
        <translation>节点不符合 Pod 反亲和规则（那里有 DaemonSet {name} 的 Pod）</translation>
    </message>
    <message>
        <source>node(s) didn't satisfy existing pods anti-affinity rules (a pod of DaemonSet {name} is there)</source>
        <translation>节点不满足已有 Pod 的反亲和规则（那里有 DaemonSet {name} 的 Pod）</translation>
    </message>
    <message>
        <source>quota {name} of the namespace in {name2}</source>
        <translation>{name2} 中命名空间的配额 {name}</translation>
    </message>
    <message>
        <source>quota {name} of the namespace</source>
        <translation>命名空间的配额 {name}</translation>
    </message>
    <message>
        <source>quota {name} of the namespace leaves 0</source>
        <translation>命名空间的配额 {name} 还剩 0</translation>
    </message>
    <message>
        <source>quota {name} of the namespace turns away pods without a {reason}</source>
        <translation>命名空间的配额 {name} 拒绝未写明 {reason} 的 Pod</translation>
    </message>
    <message>
        <source>cpu limit</source>
        <translation>cpu 上限</translation>
    </message>
    <message>
        <source>cpu request</source>
        <translation>cpu 请求量</translation>
    </message>
    <message>
        <source>memory limit</source>
        <translation>memory 上限</translation>
    </message>
    <message>
        <source>memory request</source>
        <translation>memory 请求量</translation>
    </message>
    <message>
        <source>{name}: {limit}; state one, or change the quota</source>
        <translation>{name}：{limit}；请写明它，或修改配额</translation>
    </message>
    <message>
        <source>the nodes and pods of {name}</source>
        <translation>{name} 的节点和 Pod</translation>
    </message>
    <message>
        <source>the pods of {name}</source>
        <translation>{name} 的 Pod</translation>
    </message>
    <message>
        <source>the nodes of {name}</source>
        <translation>{name} 的节点</translation>
    </message>
    <message>
        <source>its nodes are not known</source>
        <translation>其节点未知</translation>
    </message>
    <message>
        <source>what its pods hold is not known</source>
        <translation>其 Pod 占用多少未知</translation>
    </message>
    <message>
        <source>the node pools of {name}</source>
        <translation>{name} 的节点池</translation>
    </message>
    <message>
        <source>quotas {names}</source>
        <translation>配额 {names}</translation>
    </message>
    <message>
        <source>free addresses of pool {name} in {name2}</source>
        <translation>{name2} 中节点池 {name} 的空闲地址</translation>
    </message>
    <message>
        <source>maximum of pool {name}</source>
        <translation>节点池 {name} 的上限</translation>
    </message>
    <message>
        <source>batch of {number} node of pool {name}</source>
        <translation>节点池 {name} 每批 {number} 个节点</translation>
    </message>
    <message>
        <source>batch of {number} nodes of pool {name}</source>
        <translation>节点池 {name} 每批 {number} 个节点</translation>
    </message>
    <message>
        <source>rules among the replicas in {place}</source>
        <translation>{place} 中副本之间的规则</translation>
    </message>
    <message>
        <source>which policy selects the workload is not known</source>
        <translation>不知道哪条策略选中这个工作负载</translation>
    </message>
    <message>
        <source>the fleet&apos;s control plane was not reached</source>
        <translation>没有连上舰队的控制面</translation>
    </message>
    <message>
        <source>stock is there</source>
        <translation>有库存</translation>
    </message>
    <message>
        <source>Karmada&apos;s scheduler-estimators run</source>
        <translation>Karmada 的 scheduler-estimator 在运行</translation>
    </message>
    <message>
        <source>there are no other clusters</source>
        <translation>没有其他集群</translation>
    </message>
    <message>
        <source>what is placed before it leaves it room</source>
        <translation>在它之前放置的工作负载给它留有余量</translation>
    </message>
    <message>
        <source>what is taken for granted holds</source>
        <translation>所作的假定成立</translation>
    </message>
    <message>
        <source>no policy selects the workload</source>
        <translation>没有策略选中这个工作负载</translation>
    </message>
    <message>
        <source>add a policy whose resourceSelectors select {object}</source>
        <translation>增加一条 resourceSelectors 选中 {object} 的策略</translation>
    </message>
    <message>
        <source>not selected by the spread constraints</source>
        <translation>未被分布约束选中</translation>
    </message>
    <message>
        <source>not selected by the spread constraints; at other values of stock it may be</source>
        <translation>未被分布约束选中；库存为其他值时可能被选中</translation>
    </message>
    <message>
        <source>room for {replicas} only, and a gang is placed whole or not at all</source>
        <translation>只放得下 {replicas}，而 gang 要么整体放置，要么不放置</translation>
    </message>
    <message>
        <source>the gang is placed whole in {name}</source>
        <translation>gang 整体放在 {name}</translation>
    </message>
    <message>
        <source>{reason}; at other values of stock it may be here</source>
        <translation>{reason}；库存为其他值时可能放在这里</translation>
    </message>
    <message>
        <source>the gang is placed whole in {name}, as the static weights name others</source>
        <translation>gang 整体放在 {name}，静态权重指名的是其他集群</translation>
    </message>
    <message>
        <source>the cluster is being deleted</source>
        <translation>集群正在删除</translation>
    </message>
    <message>
        <source>divide as {division}, pinned as static weights</source>
        <translation>按 {division} 划分，固定为静态权重</translation>
    </message>
    <message>
        <source>divide as {division}, pinned as static weights in one affinity group</source>
        <translation>按 {division} 划分，在同一亲和性分组中固定为静态权重</translation>
    </message>
    <message>
        <source>raise the maximum of pool {name} in {name2} from {number} to {number2}</source>
        <translation>把 {name2} 中节点池 {name} 的上限从 {number} 提高到 {number2}</translation>
    </message>
    <message>
        <source>raise the maximum of pool {name} from {number} to {number2}</source>
        <translation>把节点池 {name} 的上限从 {number} 提高到 {number2}</translation>
    </message>
    <message>
        <source>ask for quota {name} of {number} instead of {number2}</source>
        <translation>申请把配额 {name} 从 {number2} 提高到 {number}</translation>
    </message>
    <message>
        <source>ask for more of quota {name}</source>
        <translation>申请更多配额 {name}</translation>
    </message>
    <message>
        <source>let pool {name} in {name2} buy {name3}, too</source>
        <translation>让 {name2} 中的节点池 {name} 也能购买 {name3}</translation>
    </message>
    <message>
        <source>tolerate {taints} of {name} in the policy (spec.placement.clusterTolerations)</source>
        <translation>在策略中容忍 {name} 的污点 {taints}（spec.placement.clusterTolerations）</translation>
    </message>
    <message>
        <source>take {name} out of `exclude` in the policy</source>
        <translation>把 {name} 从策略的 `exclude` 中去掉</translation>
    </message>
    <message>
        <source>take {name} out of `exclude` in the policy, and add it to its clusters</source>
        <translation>把 {name} 从策略的 `exclude` 中去掉，并加入其集群</translation>
    </message>
    <message>
        <source>take `{name}` ({text}) out of `exclude` in the policy</source>
        <translation>把 `{name}`（{text}）从策略的 `exclude` 中去掉</translation>
    </message>
    <message>
        <source>take `{name}` ({text}) out of `exclude` in the policy, and add it to its clusters</source>
        <translation>把 `{name}`（{text}）从策略的 `exclude` 中去掉，并加入其集群</translation>
    </message>
    <message>
        <source>add `{name}` ({text}) to the clusters of the policy</source>
        <translation>把 `{name}`（{text}）加入策略的集群</translation>
    </message>
    <message>
        <source>write `{name}` in place of {text} in the clusters of the policy</source>
        <translation>在策略的集群中把 {text} 改写为 `{name}`</translation>
    </message>
    <message>
        <source>add {name} to the clusters of the policy</source>
        <translation>把 {name} 加入策略的集群</translation>
    </message>
    <message>
        <source>set spec.autoScaling.ecsProvision: true in the policy</source>
        <translation>在策略中设 spec.autoScaling.ecsProvision: true</translation>
    </message>
    <message>
        <source>ask for {replicas}</source>
        <translation>只要 {replicas}</translation>
    </message>
    <message>
        <source>wait until there is stock of {number} {name} in {name2}</source>
        <translation>等到 {name2} 有 {number} 台 {name} 的库存</translation>
    </message>
    <message>
        <source>wait until there is stock of {number} {name} in {name2} of account {name3}</source>
        <translation>等到账号 {name3} 在 {name2} 有 {number} 台 {name} 的库存</translation>
    </message>
    <message>
        <source>wait until there is stock of {number} spot {name} in {name2} of account {name3}</source>
        <translation>等到账号 {name3} 在 {name2} 有 {number} 台抢占式 {name} 的库存</translation>
    </message>
    <message>
        <source>stock of {cells} is not known for sure</source>
        <translation>{cells} 的库存不能确定</translation>
    </message>
    <message>
        <source>stock of {cells} of account {name} is not known for sure</source>
        <translation>账号 {name} 的 {cells} 的库存不能确定</translation>
    </message>
    <message>
        <source>stock of {cells} is not known</source>
        <translation>{cells} 的库存未知</translation>
    </message>
    <message>
        <source>stock of {cells} of account {name} is not known</source>
        <translation>账号 {name} 的 {cells} 的库存未知</translation>
    </message>
    <message>
        <source>wait until there is stock of {number} spot {name} in {name2}</source>
        <translation>等到 {name2} 有 {number} 台抢占式 {name} 的库存</translation>
    </message>
    <message>
        <source>do both: {remedy}; {remedy2}</source>
        <translation>两者都要：{remedy}；{remedy2}</translation>
    </message>
    <message>
        <source>lower minGroups of the policy&apos;s spread constraint by {name} from {number} to {number2}</source>
        <translation>把策略中按 {name} 的分布约束的 minGroups 从 {number} 降到 {number2}</translation>
    </message>
    <message>
        <source>lower minGroups of the policy&apos;s spread constraint by {name} from {number} to {number2}; state maxGroups by {name2}, as without it none is chosen</source>
        <translation>把策略中按 {name} 的分布约束的 minGroups 从 {number} 降到 {number2}；写明按 {name2} 的 maxGroups，不写则一个都不选</translation>
    </message>
    <message>
        <source>lower minGroups of the policy&apos;s spread constraint by {name} from {number} to {number2}; state maxGroups by {name2}, as without it none is chosen; state maxGroups by {name3}, as without it none is chosen</source>
        <translation>把策略中按 {name} 的分布约束的 minGroups 从 {number} 降到 {number2}；写明按 {name2} 和 {name3} 的 maxGroups，不写则一个都不选</translation>
    </message>
    <message>
        <source>set maxGroups of the policy&apos;s spread constraint by {name} to {number}: the scheduler reads a missing one as 0</source>
        <translation>把策略中按 {name} 的分布约束的 maxGroups 设为 {number}：没有写时调度器当作 0</translation>
    </message>
    <message>
        <source>set maxGroups of the policy&apos;s spread constraint by {name} to {number} and {name2} to {number2}: the scheduler reads a missing one as 0</source>
        <translation>把策略中按 {name} 的分布约束的 maxGroups 设为 {number}，按 {name2} 的设为 {number2}：没有写时调度器当作 0</translation>
    </message>
    <message>
        <source>raise maxGroups of the policy&apos;s spread constraint by {name} from {number} to {number2}</source>
        <translation>把策略中按 {name} 的分布约束的 maxGroups 从 {number} 提到 {number2}</translation>
    </message>
    <message>
        <source>take the spread constraint by {name} out of the policy: the scheduler spreads by clusters and regions alone</source>
        <translation>从策略中去掉按 {name} 的分布约束：调度器只按集群和地域分布</translation>
    </message>
    <message>
        <source>do all: {remedy}; {remedy2}</source>
        <translation>全部都要：{remedy}；{remedy2}</translation>
    </message>
    <message>
        <source>do all: {remedy}; {remedy2}; {remedy3}</source>
        <translation>全部都要：{remedy}；{remedy2}；{remedy3}</translation>
    </message>
    <message>
        <source>do all: {remedy}; {remedy2}; {remedy3}; {remedy4}</source>
        <translation>全部都要：{remedy}；{remedy2}；{remedy3}；{remedy4}</translation>
    </message>
    <message>
        <source>uncordon node {name} of {name2}</source>
        <translation>对 {name2} 的节点 {name} 执行 uncordon</translation>
    </message>
    <message>
        <source>uncordon nodes {names} of {name2}</source>
        <translation>对 {name2} 的节点 {names} 执行 uncordon</translation>
    </message>
    <message>
        <source>tolerate taint {name} of node {name2} of {name3}</source>
        <translation>容忍 {name3} 的节点 {name2} 的污点 {name}</translation>
    </message>
    <message>
        <source>tolerate taint {name} of nodes {names} of {name3}</source>
        <translation>容忍 {name3} 的节点 {names} 的污点 {name}</translation>
    </message>
    <message>
        <source>bring node {name} of {name2} back to Ready</source>
        <translation>让 {name2} 的节点 {name} 恢复 Ready</translation>
    </message>
    <message>
        <source>bring nodes {names} of {name2} back to Ready</source>
        <translation>让 {name2} 的节点 {names} 恢复 Ready</translation>
    </message>
    <message>
        <source>{name}: raise {name3} of quota {name2} of the namespace, which leaves room for {room}</source>
        <translation>{name}：请提高命名空间的配额 {name2} 中的 {name3}，它只容得下 {room}</translation>
    </message>
    <message>
        <source>wait for stock of spot {name} in {name2} (now {stock})</source>
        <translation>等待 {name2} 的抢占式 {name} 有库存（现在：{stock}）</translation>
    </message>
    <message>
        <source>wait for stock of {name} in {name2} (now {stock})</source>
        <translation>等待 {name2} 的 {name} 有库存（现在：{stock}）</translation>
    </message>
    <message>
        <source>free addresses, or add a vSwitch, in {name} of pool {name2} in {name3}: {number} instead of {number2}</source>
        <translation>为 {name3} 中节点池 {name2} 在 {name} 释放地址或增加交换机：{number} 个而不是 {number2} 个</translation>
    </message>
    <message>
        <source>free addresses in the vSwitches of pool {name} in {name2}</source>
        <translation>在 {name2} 中节点池 {name} 的交换机里释放地址</translation>
    </message>
    <message>
        <source>The update waits in {name}: the workload is paused, so the old pods stay and no new one starts.</source>
        <translation>更新在 {name} 中等待：工作负载已暂停，旧 Pod 保留，不会启动新的。</translation>
    </message>
    <message>
        <source>Remove spec.paused to let it begin; preview it without to see what it needs.</source>
        <translation>去掉 spec.paused 更新才会开始；不带它再预览可看到更新需要什么。</translation>
    </message>
    <message>
        <source>The update waits in {name}: with OnDelete somebody has to delete the old pods.</source>
        <translation>更新在 {name} 中等待：OnDelete 需要有人删除旧 Pod。</translation>
    </message>
    <message>
        <source>Write type: RollingUpdate, or delete them.</source>
        <translation>请写 type: RollingUpdate，或删除它们。</translation>
    </message>
    <message>
        <source>It is an update, as {where} of the pod template differs.</source>
        <translation>这是一次更新，因为 Pod 模板的 {where} 有变化。</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, {needs} to be ready before the first of {old} goes, and there is room for {number3}.</source>
        <translation>更新在 {name} 中无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中的第一个退出之前需有 {needs}就绪，而只放得下 {number3} 个。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, {needs} to be ready before the first of {old} goes, and room is certain for {number3}.</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中的第一个退出之前需有 {needs}就绪，而能确定放得下的只有 {number3} 个。</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, it stops once {number3} of {old} is gone: {needs} to be ready before the next goes, and there is room for {number4}.</source>
        <translation>更新在 {name} 中无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中有 {number3} 个退出后停住：下一个退出之前需有 {needs}就绪，而只放得下 {number4} 个。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, it stops once {number3} of {old} is gone: {needs} to be ready before the next goes, and room is certain for {number4}.</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中有 {number3} 个退出后停住：下一个退出之前需有 {needs}就绪，而能确定放得下的只有 {number4} 个。</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, it stops once {number3} of {old} are gone: {needs} to be ready before the next goes, and there is room for {number4}.</source>
        <translation>更新在 {name} 中无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中有 {number3} 个退出后停住：下一个退出之前需有 {needs}就绪，而只放得下 {number4} 个。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: with maxSurge {number} and maxUnavailable {number2} of {replicas}, it stops once {number3} of {old} are gone: {needs} to be ready before the next goes, and room is certain for {number4}.</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}、maxSurge 为 {number}、maxUnavailable 为 {number2} 时，在{old}中有 {number3} 个退出后停住：下一个退出之前需有 {needs}就绪，而能确定放得下的只有 {number4} 个。</translation>
    </message>
    <message>
        <source>{first}; or {second}</source>
        <translation>{first}；或{second}</translation>
    </message>
    <message>
        <source>set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile</source>
        <translation>设 maxSurge: 0 和 maxUnavailable: 1，期间少一个副本</translation>
    </message>
    <message>
        <source>free a node, or roll back</source>
        <translation>腾出一个节点，或回滚</translation>
    </message>
    <message>
        <source>Set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile</source>
        <translation>请设 maxSurge: 0 和 maxUnavailable: 1，期间少一个副本</translation>
    </message>
    <message>
        <source>Free a node, or roll back</source>
        <translation>请腾出一个节点，或回滚</translation>
    </message>
    <message>
        <source>Raise the maximum of pool {name} from {number} to {number2}</source>
        <translation>请把节点池 {name} 的上限从 {number} 提高到 {number2}</translation>
    </message>
    <message>
        <source>Free addresses in the vSwitches of pool {name} in {name2}</source>
        <translation>请在 {name2} 中节点池 {name} 的交换机里释放地址</translation>
    </message>
    <message>
        <source>Wait for stock of spot {name} in {name2} (now {stock})</source>
        <translation>请等待 {name2} 的抢占式 {name} 有库存（现在：{stock}）</translation>
    </message>
    <message>
        <source>Wait for stock of {name} in {name2} (now {stock})</source>
        <translation>请等待 {name2} 的 {name} 有库存（现在：{stock}）</translation>
    </message>
    <message>
        <source>Ask for more of quota {name}</source>
        <translation>请申请更多配额 {name}</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: of {replicas} {number} would stay Pending even when every old one is gone ({reason}).</source>
        <translation>更新在 {name} 中无法完成：{replicas}中有 {number} 个即使旧的全部退出也会停在 Pending（{reason}）。</translation>
    </message>
    <message>
        <source>Ask for less in the pod template, for fewer replicas, or give the cluster more nodes.</source>
        <translation>请在 Pod 模板中少要一些，减少副本，或给集群更多节点。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: of {replicas} {number} may stay Pending even when every old one is gone ({reason}).</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}中有 {number} 个即使旧的全部退出也可能停在 Pending（{reason}）。</translation>
    </message>
    <message>
        <source>Ask for less in the pod template, or give the cluster nodes that take it.</source>
        <translation>请在 Pod 模板中少要一些，或给集群能容纳它的节点。</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: of {replicas} {number} would stay Pending even when every old one is gone.</source>
        <translation>更新在 {name} 中无法完成：{replicas}中有 {number} 个即使旧的全部退出也会停在 Pending。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: of {replicas} {number} may stay Pending even when every old one is gone.</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}中有 {number} 个即使旧的全部退出也可能停在 Pending。</translation>
    </message>
    <message>
        <source>at {schedule}</source>
        <translation>在 {schedule}</translation>
    </message>
    <message>
        <source>min at {schedule}</source>
        <translation>下限，在 {schedule}</translation>
    </message>
    <message>
        <source>max at {schedule}</source>
        <translation>上限，在 {schedule}</translation>
    </message>
    <message>
        <source>most that fits</source>
        <translation>最多放得下</translation>
    </message>
    <message>
        <source>first that does not fit</source>
        <translation>最先放不下的</translation>
    </message>
    <message>
        <source>the kinds of pods</source>
        <translation>Pod 的种类</translation>
    </message>
    <message>
        <source>the number of pods in a replica</source>
        <translation>每个副本的 Pod 数</translation>
    </message>
    <message>
        <source>nothing is placed</source>
        <translation>没有放置</translation>
    </message>
    <message>
        <source>{name} by {number}</source>
        <translation>{name} 差 {number}</translation>
    </message>
    <message>
        <source>{name} by {number} to {number}</source>
        <translation>{name} 差 {number} 至 {number}</translation>
    </message>
    <message>
        <source>A copy goes to every chosen cluster whatever it can hold; too many are in: {where}.</source>
        <translation>每个选中的集群都得到一份，不管放不放得下；放不下的有：{where}。</translation>
    </message>
    <message>
        <source>Choose fewer clusters in the policy, or make room there.</source>
        <translation>请在策略中少选集群，或在那里腾出空间。</translation>
    </message>
    <message>
        <source>Static weights look at no capacity: what does not fit stays Pending in its cluster. Too many are in: {where}.</source>
        <translation>静态权重不看容量：放不下的在其集群中停在 Pending。放不下的有：{where}。</translation>
    </message>
    <message>
        <source>Divide by dynamicWeight: AvailableReplicas, or change the weights.</source>
        <translation>请用 dynamicWeight: AvailableReplicas 划分，或修改权重。</translation>
    </message>
    <message>
        <source>Duplicated looks at no capacity: every chosen cluster gets all replicas. Too many are in: {where}.</source>
        <translation>Duplicated 不看容量：每个选中的集群都得到全部副本。放不下的有：{where}。</translation>
    </message>
    <message>
        <source>Write replicaSchedulingType: Divided, or choose fewer clusters.</source>
        <translation>请写 replicaSchedulingType: Divided，或少选集群。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, there is a node for only {number} of {replicas}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，{replicas}中只有 {number} 个有节点。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, there is a node for only {number} of {replicas}. The most that fits is {replicas2}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，{replicas}中只有 {number} 个有节点。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, there is for certain a node for only {number} of {replicas}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，{replicas}中只有 {number} 个确定有节点。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, there is for certain a node for only {number} of {replicas}. The most that fits is {replicas2}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，{replicas}中只有 {number} 个确定有节点。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, some of {replicas} would run only by preempting pods of lower priority.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，{replicas}中的一部分只能靠抢占优先级更低的 Pod 运行。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, the scheduler refuses {replicas} and leaves it at {number}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，调度器拒绝 {replicas}，仍保持 {number} 个。</translation>
    </message>
    <message>
        <source>Scaled to the maximum once what is placed after it runs, the scheduler refuses {replicas} and leaves it at {number}. The most that fits is {replicas2}.</source>
        <translation>在其后放置的都运行之后再伸缩到上限时，调度器拒绝 {replicas}，仍保持 {number} 个。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, the scheduler refuses {replicas} and leaves it at {number}.</source>
        <translation>伸缩到上限时，调度器拒绝 {replicas}，仍保持 {number} 个。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, the scheduler refuses {replicas} and leaves it at {number}. The most that fits is {replicas2}.</source>
        <translation>伸缩到上限时，调度器拒绝 {replicas}，仍保持 {number} 个。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled at {name}, the scheduler refuses {replicas} and leaves it at {number}.</source>
        <translation>在 {name} 伸缩时，调度器拒绝 {replicas}，仍保持 {number} 个。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, there is a node for only {number} of {replicas}.</source>
        <translation>伸缩到上限时，{replicas}中只有 {number} 个有节点。</translation>
    </message>
    <message>
        <source>Lower the maximum, or make room before it is reached.</source>
        <translation>请降低上限，或在达到之前腾出空间。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, there is a node for only {number} of {replicas}. The most that fits is {replicas2}.</source>
        <translation>伸缩到上限时，{replicas}中只有 {number} 个有节点。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled at {name}, there is a node for only {number} of {replicas}.</source>
        <translation>在 {name} 伸缩时，{replicas}中只有 {number} 个有节点。</translation>
    </message>
    <message>
        <source>Lower the number of that rule, or make room before then.</source>
        <translation>请降低该规则的数量，或在那之前腾出空间。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, there is for certain a node for only {number} of {replicas}.</source>
        <translation>伸缩到上限时，{replicas}中只有 {number} 个确定有节点。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, there is for certain a node for only {number} of {replicas}. The most that fits is {replicas2}.</source>
        <translation>伸缩到上限时，{replicas}中只有 {number} 个确定有节点。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled at {name}, there is for certain a node for only {number} of {replicas}.</source>
        <translation>在 {name} 伸缩时，{replicas}中只有 {number} 个确定有节点。</translation>
    </message>
    <message>
        <source>The fleet&apos;s scheduler cannot divide a {name}: every chosen cluster gets a full copy, {clusters} × {replicas}.</source>
        <translation>舰队调度器无法拆分 {name}：每个选中的集群都得到完整的一份，{clusters} × {replicas}。</translation>
    </message>
    <message>
        <source>Name one cluster in the policy to run it once.</source>
        <translation>只运行一份请在策略中只写一个集群。</translation>
    </message>
    <message>
        <source>The fleet&apos;s scheduler cannot divide a {name}: every chosen cluster gets a full copy, {clusters} × {replicas}, unless an interpreter of your own says otherwise.</source>
        <translation>舰队调度器无法拆分 {name}：每个选中的集群都得到完整的一份，{clusters} × {replicas}，除非您自己的解释器另有规定。</translation>
    </message>
    <message>
        <source>The fleet&apos;s scheduler cannot divide a {name}: every chosen cluster gets a full copy, unless an interpreter of your own says otherwise.</source>
        <translation>舰队调度器无法拆分 {name}：每个选中的集群都得到完整的一份，除非您自己的解释器另有规定。</translation>
    </message>
    <message>
        <source>Karmada has no interpreter for a {name}, but its ResourceBinding counts replicas: an interpreter of your own divides it. That is not run here: replicas and requests are assumed to be those of the manifest.</source>
        <translation>Karmada 没有 {name} 的解释器，但其 ResourceBinding 中有副本数：是您自己的解释器在拆分它。此处不运行该解释器：假定副本数和资源请求与清单中的一致。</translation>
    </message>
    <message>
        <source>Compare them with replicas and replicaRequirements in its ResourceBinding.</source>
        <translation>请与其 ResourceBinding 中的 replicas 和 replicaRequirements 对照。</translation>
    </message>
    <message>
        <source>The fleet&apos;s scheduler cannot divide a {name}: every chosen cluster gets a full copy.</source>
        <translation>舰队调度器无法拆分 {name}：每个选中的集群都得到完整的一份。</translation>
    </message>
    <message>
        <source>Ordered groups are read in two ways: ACK One fills the first and gives the rest to the next ({division}); Karmada takes the first that holds everything ({division2}).</source>
        <translation>有序的组有两种读法：ACK One 先填满第一组，其余给下一组（{division}）；Karmada 取第一个全放得下的组（{division2}）。</translation>
    </message>
    <message>
        <source>Write overflowAffinities if the first reading is meant on Karmada, too.</source>
        <translation>如果在 Karmada 上也要第一种读法，请写 overflowAffinities。</translation>
    </message>
    <message>
        <source>An override sets {replicas} in {name} after the division, so the clusters&apos; numbers need not add up to {number}.</source>
        <translation>划分之后有覆盖在 {name} 中设为 {replicas}，因此各集群之和不一定是 {number}。</translation>
    </message>
    <message>
        <source>The label {label} keeps {replicas} in {name}, the number of its own Deployment, whatever the fleet divides.</source>
        <translation>标签 {label} 使 {name} 保留 {replicas}，即它自己的 Deployment 的数量，不论舰队如何划分。</translation>
    </message>
    <message>
        <source>Take the label out, and the autoscaler with it, to let the fleet&apos;s number count.</source>
        <translation>如果要以舰队的数量为准，请去掉该标签，并一并去掉伸缩器。</translation>
    </message>
    <message>
        <source>The label {label} keeps the number of replicas of {name}&apos;s own Deployment, and the snapshot does not hold that object: more may run than is shown.</source>
        <translation>标签 {label} 使 {name} 自己的 Deployment 的副本数保留不变，而快照中没有该对象：实际运行的可能比显示的多。</translation>
    </message>
    <message>
        <source>Add what `kubectl get deployments -A -o yaml` prints in the cluster to the snapshot.</source>
        <translation>请把在该集群中 `kubectl get deployments -A -o yaml` 的输出加入快照。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. The label retain-replicas keeps the cluster&apos;s own number.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。标签 retain-replicas 使集群保留自己的副本数。</translation>
    </message>
    <message>
        <source>Lower its autoscaler&apos;s maximum, or make room for that number.</source>
        <translation>请调低它的伸缩器的上限，或为该数量腾出位置。</translation>
    </message>
    <message>
        <source>Remove /spec/replicas from the override to keep the division.</source>
        <translation>要保持划分，请从覆盖中去掉 /spec/replicas。</translation>
    </message>
    <message>
        <source>In {name} {pods} of groups that do not become whole would get {nodes}, of no use until the rest finds nodes.</source>
        <translation>在 {name} 中，无法凑齐的组会有 {pods} 得到 {nodes}，在其余 Pod 得到节点之前没有用处。</translation>
    </message>
    <message>
        <source>They cost {number} {name} an hour.</source>
        <translation>每小时费用 {number} {name}。</translation>
    </message>
    <message>
        <source>They cost at least {number} {name} an hour.</source>
        <translation>每小时费用至少 {number} {name}。</translation>
    </message>
    <message>
        <source>Ask for fewer replicas, or make room for whole groups first.</source>
        <translation>请减少副本数，或先为完整的组腾出空间。</translation>
    </message>
    <message>
        <source>In {names} pods of {number} groups look for nodes at once, and not all find one: taken one by one, {number2} of the groups would become whole; as they come in any order, only {number3} surely do.</source>
        <translation>在 {names} 中，{number} 个组的 Pod 同时寻找节点，而并非都能得到：逐组放置时有 {number2} 个组能凑齐；由于它们以任意次序到来，确定能凑齐的只有 {number3} 个。</translation>
    </message>
    <message>
        <source>Up to {nodes} besides would then do no work.</source>
        <translation>届时另有至多 {nodes} 不承担工作。</translation>
    </message>
    <message>
        <source>Ask for fewer replicas, make room for all groups, or have a scheduler place each group as a whole.</source>
        <translation>请减少副本数，为所有组腾出空间，或使用能整组放置的调度器。</translation>
    </message>
    <message>
        <source>What the clouds promise is not enough to place everything; the division shown holds only if they have more.</source>
        <translation>云所承诺的不足以放下全部；所示划分只在它们有更多时成立。</translation>
    </message>
    <message>
        <source>Reserve instances, or allow more types and zones.</source>
        <translation>请预留实例，或允许更多实例规格和可用区。</translation>
    </message>
    <message>
        <source>What is known of the clusters is not enough to place everything; the division shown holds only if they have more room.</source>
        <translation>已知的集群情况不足以放下全部；所示划分只在它们有更多空间时成立。</translation>
    </message>
    <message>
        <source>Complete the snapshot.</source>
        <translation>请补全快照。</translation>
    </message>
    <message>
        <source>Reach {text} if the fleet is live, or add what runs there to the snapshot.</source>
        <translation>舰队在线时请连上 {text}，否则请把其中运行的内容加入快照。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on what runs in {name}, which is not known.</source>
        <translation>选中哪些集群取决于 {name} 中运行着什么，而这未知。</translation>
    </message>
    <message>
        <source>Add its nodes and pods to the snapshot.</source>
        <translation>请把它的节点和 Pod 加入快照。</translation>
    </message>
    <message>
        <source>With the instance types that leave least room there is not enough to place everything; the division shown holds only if the scalers take others.</source>
        <translation>若伸缩器选用余地最小的实例规格，则不足以放下全部；所示划分只在它选用其他规格时成立。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the instance types that the scaler of {name} takes.</source>
        <translation>选中哪些集群取决于 {name} 的伸缩器选用的实例规格。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the version of the scaler of {name}, which is not known.</source>
        <translation>选中哪些集群取决于 {name} 的伸缩组件版本，而它未知。</translation>
    </message>
    <message>
        <source>State `scalerVersion` of its pools in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明其节点池的 `scalerVersion`。</translation>
    </message>
    <message>
        <source>{replicas} rest on a scaler whose version is not known.</source>
        <translation>{replicas}取决于版本未知的伸缩组件。</translation>
    </message>
    <message>
        <source>{replicas} rests on a scaler whose version is not known.</source>
        <translation>{replicas}取决于版本未知的伸缩组件。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the node pools of {name}, which are not known.</source>
        <translation>选中哪些集群取决于 {name} 的节点池，而它们未知。</translation>
    </message>
    <message>
        <source>State them in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the maximum of a node pool of {name}, which is not known.</source>
        <translation>选中哪些集群取决于 {name} 某个节点池的最大值，而它未知。</translation>
    </message>
    <message>
        <source>State it in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the stock of {cell}, which is not known exactly.</source>
        <translation>选中哪些集群取决于 {cell} 的库存，而它并不确切。</translation>
    </message>
    <message>
        <source>Query its stock again before applying.</source>
        <translation>应用前请再查询一次库存。</translation>
    </message>
    <message>
        <source>The fleet is too large to try what stock that is known only as a range may turn out to be: the figures are of the division shown.</source>
        <translation>舰队太大，无法逐一试算只知道范围的库存可能是多少：数字只针对所示的划分。</translation>
    </message>
    <message>
        <source>Query the stock&apos;s count, or ask about fewer clusters.</source>
        <translation>请查询库存数量，或少问几个集群。</translation>
    </message>
    <message>
        <source>Aggregated packs the clusters that could hold most, and {name} counts as able to hold {replicas} more, while its stock is sure for {number}.</source>
        <translation>Aggregated 集中放在可能容纳最多的集群中，{name} 按还能容纳 {replicas}计算，而其库存只保证 {number} 个。</translation>
    </message>
    <message>
        <source>Query the stock&apos;s count, or divide by dynamicWeight: AvailableReplicas.</source>
        <translation>请查询库存数量，或用 dynamicWeight: AvailableReplicas 划分。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the cards of {name}, of which nobody says which are free.</source>
        <translation>选中哪些集群取决于 {name} 的卡，而没人说明哪些空闲。</translation>
    </message>
    <message>
        <source>Look at its nodes, and see which pods name no card.</source>
        <translation>请查看其节点，以及哪些 Pod 没有写明所用的卡。</translation>
    </message>
    <message>
        <source>{replicas} rests on cards of which nobody says whether they are free.</source>
        <translation>{replicas}依赖没人说明是否空闲的卡。</translation>
    </message>
    <message>
        <source>Look at the nodes, or keep one spare.</source>
        <translation>请查看节点，或留一个备用。</translation>
    </message>
    <message>
        <source>{replicas} rest on cards of which nobody says whether they are free.</source>
        <translation>{replicas}依赖没人说明是否空闲的卡。</translation>
    </message>
    <message>
        <source>{name} is not ready, and the scheduler gives it {replicas}: what does not run there by now starts only once it is back.</source>
        <translation>{name} 未就绪，而调度器分给它{replicas}：现在没有在那里运行的，要等它恢复后才会启动。</translation>
    </message>
    <message>
        <source>Bring it back, or exclude it in the policy, so that other clusters take its replicas.</source>
        <translation>请恢复它，或在策略中排除它，让其他集群接收它的副本。</translation>
    </message>
    <message>
        <source>No cluster fits the policy, so the scheduler takes the placement away: {replicas} will be removed ({list}), of which {number} hold a node now.</source>
        <translation>没有集群符合策略，因此调度器会收回放置结果：{replicas}将被删除（{list}），其中 {number} 个现在占有节点。</translation>
    </message>
    <message>
        <source>Do not apply this; let the policy name a cluster that fits, or keep the one that they are in.</source>
        <translation>请不要这样应用；请让策略写明一个符合的集群，或保留它们所在的集群。</translation>
    </message>
    <message>
        <source>In {name} {replicas} rests on room that {pods} of other workloads may take first, Pending already and with a node that fits.</source>
        <translation>在 {name} 中，{replicas}依赖其他工作负载的 {pods} 可能先占用的空间：它们已处于 Pending，并且有节点放得下。</translation>
    </message>
    <message>
        <source>In {name} there is room for {replicas} more once {pods} on the way out is gone; until then the scheduler does not count it.</source>
        <translation>在 {name} 中，等正在退出的 {pods}消失后还放得下 {replicas}；在此之前调度器不把这些空间计算在内。</translation>
    </message>
    <message>
        <source>In {name} there is room for {replicas} more once {pods} on the way out are gone; until then the scheduler does not count it.</source>
        <translation>在 {name} 中，等正在退出的 {pods}消失后还放得下 {replicas}；在此之前调度器不把这些空间计算在内。</translation>
    </message>
    <message>
        <source>In {name} {replicas} rests on the room of {pods} on the way out, which is free once the grace period is over.</source>
        <translation>在 {name} 中，{replicas}依赖正在退出的 {pods} 的空间，宽限期结束后才空出。</translation>
    </message>
    <message>
        <source>In {name} {replicas} rest on room that {pods} of other workloads may take first, Pending already and with a node that fits.</source>
        <translation>在 {name} 中，{replicas}依赖其他工作负载的 {pods} 可能先占用的空间：它们已处于 Pending，并且有节点放得下。</translation>
    </message>
    <message>
        <source>In {name} {replicas} rest on the room of {pods} on the way out, which is free once the grace period is over.</source>
        <translation>在 {name} 中，{replicas}依赖正在退出的 {pods} 的空间，宽限期结束后才空出。</translation>
    </message>
    <message>
        <source>Wait until that is settled: this workload&apos;s pods never preempt.</source>
        <translation>请等它们绑定到节点：这个工作负载的 Pod 从不抢占。</translation>
    </message>
    <message>
        <source>Wait until they are gone; what stays longer is held by a finalizer or by its node.</source>
        <translation>请等它们消失；停留更久的是被 finalizer 或其节点拖住了。</translation>
    </message>
    <message>
        <source>{replicas} rests on stock that nobody has promised.</source>
        <translation>{replicas}依赖没人承诺的库存。</translation>
    </message>
    <message>
        <source>Query the stock&apos;s count, or keep a node spare.</source>
        <translation>请查询库存数量，或留一个备用节点。</translation>
    </message>
    <message>
        <source>{replicas} rest on stock that nobody has promised.</source>
        <translation>{replicas}依赖没人承诺的库存。</translation>
    </message>
    <message>
        <source>A scheduler-estimator is taken to run for {names}, as the snapshot holds the nodes there.</source>
        <translation>由于快照中有 {names} 的节点，这里假定那里运行着 scheduler-estimator。</translation>
    </message>
    <message>
        <source>Without it Karmada goes by the sums of its Cluster objects, and would divide otherwise: {division}.</source>
        <translation>若没有它，Karmada 按其 Cluster 对象的总量判断，会得出不同的划分：{division}。</translation>
    </message>
    <message>
        <source>Without it Karmada goes by the sums of its Cluster objects, and would leave the workload unscheduled.</source>
        <translation>若没有它，Karmada 按其 Cluster 对象的总量判断，会让工作负载得不到调度。</translation>
    </message>
    <message>
        <source>Look whether a deployment karmada-scheduler-estimator-&lt;cluster&gt; runs beside Karmada&apos;s scheduler.</source>
        <translation>请查看 Karmada 的调度器旁边是否运行着 Deployment karmada-scheduler-estimator-&lt;cluster&gt;。</translation>
    </message>
    <message>
        <source>With more stock than promised the spread constraints choose other clusters, and then not everything is placed.</source>
        <translation>库存多于承诺时分布约束会选别的集群，那时反而放不下全部。</translation>
    </message>
    <message>
        <source>Loosen the spread constraints, or name the clusters.</source>
        <translation>请放宽分布约束，或直接写明集群。</translation>
    </message>
    <message>
        <source>The stock of spot {name} in {name2} was read {age} before the snapshot and may be gone.</source>
        <translation>{name2} 的抢占式 {name} 库存是在快照之前 {age}读取的，可能已经没有。</translation>
    </message>
    <message>
        <source>The stock of {name} in {name2} was read {age} before the snapshot and may be gone.</source>
        <translation>{name2} 的 {name} 库存是在快照之前 {age}读取的，可能已经没有。</translation>
    </message>
    <message>
        <source>Query it again before applying.</source>
        <translation>应用前请再查询一次。</translation>
    </message>
    <message>
        <source>The stock of spot {name} in {name2} was read at an unknown time and may be gone.</source>
        <translation>{name2} 的抢占式 {name} 库存读取时间未知，可能已经没有。</translation>
    </message>
    <message>
        <source>The stock of {name} in {name2} was read at an unknown time and may be gone.</source>
        <translation>{name2} 的 {name} 库存读取时间未知，可能已经没有。</translation>
    </message>
    <message>
        <source>Nothing of spot {name} in {name2} is left in stock after this: a node that fails cannot be replaced.</source>
        <translation>此后 {name2} 的抢占式 {name} 不再有库存：节点故障后无法替换。</translation>
    </message>
    <message>
        <source>Nothing of {name} in {name2} is left in stock after this: a node that fails cannot be replaced.</source>
        <translation>此后 {name2} 的 {name} 不再有库存：节点故障后无法替换。</translation>
    </message>
    <message>
        <source>Allow a second type or zone in the pool.</source>
        <translation>请在节点池中允许第二种规格或可用区。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} buys {nodes}, as many as one scale-out adds; more would come in a second one.</source>
        <translation>{name2} 的节点池 {name} 购买 {nodes}，正是一次扩容的上限；更多的要等第二次。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is then at its maximum of {nodes}.</source>
        <translation>{name2} 的节点池 {name} 此后达到上限 {nodes}。</translation>
    </message>
    <message>
        <source>Until it has seen a node of pool {name} of {name2}, cluster-autoscaler takes a new one to have all that its instance type has, and no taints: for {replicas} without a node there it may buy up to {nodes} in vain, idle and paid until the pool scales in.</source>
        <translation>在见到 {name2} 的节点池 {name} 的节点之前，cluster-autoscaler 以为新节点拥有其实例规格的全部资源且没有污点：为那里没有节点的 {replicas}，它可能白白购买至多 {nodes}，空闲且在节点池缩容之前一直付费。</translation>
    </message>
    <message>
        <source>Until it has seen a node of pool {name} of {name2}, cluster-autoscaler takes a new one to have all that its instance type has, and no taints: for {replicas}, should they come there, it may buy up to {nodes} in vain, idle and paid until the pool scales in.</source>
        <translation>在见到 {name2} 的节点池 {name} 的节点之前，cluster-autoscaler 以为新节点拥有其实例规格的全部资源且没有污点：如果 {replicas}来到那里，它可能白白购买至多 {nodes}，空闲且在节点池缩容之前一直付费。</translation>
    </message>
    <message>
        <source>Such a node refuses the pod: {reason}.</source>
        <translation>这样的节点拒绝该 Pod：{reason}。</translation>
    </message>
    <message>
        <source>Change the pod so that an empty node takes it, or keep it off the pool by a nodeSelector.</source>
        <translation>请修改 Pod，使空节点放得下它，或用 nodeSelector 使它避开该节点池。</translation>
    </message>
    <message>
        <source>Raise it to leave room for rollouts and failures.</source>
        <translation>请提高上限，为发布和故障留出余地。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} skips the stock check (SkipInventoryCheck), so stock bounds nothing here.</source>
        <translation>{name2} 的节点池 {name} 跳过库存检查（SkipInventoryCheck），因此这里库存不构成限制。</translation>
    </message>
    <message>
        <source>Make sure that its private pool holds enough.</source>
        <translation>请确认它的私有池足够。</translation>
    </message>
    <message>
        <source>The price of {name} for {name2} was seen on {name3}, after the fleet was read: what new nodes cost may be another number.</source>
        <translation>{name2} 的 {name} 价格的日期是 {name3}，晚于读取舰队的时间：新节点的费用可能是另一个数。</translation>
    </message>
    <message>
        <source>Correct `seen` of the price in fleet.yaml, or read the fleet anew.</source>
        <translation>请更正 fleet.yaml 中该价格的 `seen`，或重新读取舰队。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} buys spot instances, whose stock the scaler does not see.</source>
        <translation>{name2} 的节点池 {name} 购买抢占式实例，伸缩器看不到其库存。</translation>
    </message>
    <message>
        <source>Allow pay-as-you-go as a fallback, or expect to wait.</source>
        <translation>请允许按量付费作为后备，否则可能要等待。</translation>
    </message>
    <message>
        <source>{pods} of other workloads in {name} asked first and may take {nodes} of the same pools or stock. Only what they leave counts as certain here.</source>
        <translation>{name} 中其他工作负载的 {pods}已先提出请求，可能占用同一节点池或库存中的 {nodes}。此处只有它们剩下的才算确定。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} may buy another of its instance types than {name3}, at another price.</source>
        <translation>{name2} 的节点池 {name} 可能购买 {name3} 以外的规格，价格不同。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} may not be the one that is bought from: another pool of the cluster lists instance types that the snapshot does not describe, at another price.</source>
        <translation>{name2} 的节点池 {name} 不一定是实际购买的节点池：该集群的另一个节点池列有快照未描述的规格，价格不同。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is one of several that fit: which of them the autoscaler takes, and so type and price, its expander decides, which the snapshot does not hold. The others: {list}.</source>
        <translation>{name2} 的节点池 {name} 是几个合适的节点池之一：自动伸缩器选用哪一个（以及规格和价格）由其扩容策略决定，快照中没有这一信息。其他节点池：{list}。</translation>
    </message>
    <message>
        <source>Narrow the pods to one pool by a nodeSelector to be sure.</source>
        <translation>要确定，请用 nodeSelector 把 Pod 限定在一个节点池。</translation>
    </message>
    <message>
        <source>stock of {cells} beyond one that is sure is not known</source>
        <translation>{cells} 的库存：除确定的 1 台之外未知</translation>
    </message>
    <message>
        <source>stock of {cells} of account {name} beyond one that is sure is not known</source>
        <translation>账号 {name} 的 {cells} 库存：除确定的 1 台之外未知</translation>
    </message>
    <message>
        <source>stock of {cells} beyond {number} that are sure is not known</source>
        <translation>{cells} 的库存：除确定的 {number} 台之外未知</translation>
    </message>
    <message>
        <source>stock of {cells} of account {name} beyond {number} that are sure is not known</source>
        <translation>账号 {name} 的 {cells} 库存：除确定的 {number} 台之外未知</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} buys its smallest instance type first, whatever the larger ones take: with more stock of that type it fills up with it, and fewer replicas fit below its maximum.</source>
        <translation>{name2} 的节点池 {name} 总是先购买最小的规格，无论较大的规格能容纳多少：该规格库存越多，节点池就越会被它填满，上限之内能放下的副本反而越少。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is planned by cluster-autoscaler as if every node were its smallest type, {name3}: pods that do not fit that one buy nothing, and how many nodes it adds it counts by that one.</source>
        <translation>{name2} 的节点池 {name} 由 cluster-autoscaler 按最小的实例类型 {name3} 来规划：放不进该类型的 Pod 不会触发购买，增加多少节点也按该类型计算。</translation>
    </message>
    <message>
        <source>Give types that differ in size pools of their own.</source>
        <translation>请把大小不同的类型放进各自的节点池。</translation>
    </message>
    <message>
        <source>Update GOATScaler to 0.6.0 or later, or leave the small type out of the pool.</source>
        <translation>将 GOATScaler 升级到 0.6.0 或更高版本，或从节点池中去掉小规格。</translation>
    </message>
    <message>
        <source>Leave the small type out of the pool.</source>
        <translation>从节点池中去掉小规格。</translation>
    </message>
    <message>
        <source>List one type in the pool to be sure.</source>
        <translation>要确定，请在节点池中只列一种规格。</translation>
    </message>
    <message>
        <source>A DaemonSet gets one pod on every node that exists and admits it, here {pods}; what does not fit its node stays Pending there, and no node is bought for it. Nodes that come later get one, too.</source>
        <translation>DaemonSet 在每个已有且允许它的节点上运行一个 Pod，这里为 {pods}；节点放不下的会在该节点上保持 Pending，不会为它购买节点。以后加入的节点也会得到一个。</translation>
    </message>
    <message>
        <source>Narrow its nodeSelector to leave some out.</source>
        <translation>要排除一些节点，请收窄它的 nodeSelector。</translation>
    </message>
    <message>
        <source>Preview again once they run.</source>
        <translation>请在它们运行之后再次预览。</translation>
    </message>
    <message>
        <source>{pods} in {name} would get no whole card: {name2} offers each of its cards {number} times ({name3}), so up to {number2} pods share the time and the memory of one.</source>
        <translation>{name} 中的 {pods}得不到整张卡：{name2} 把每张卡提供 {number} 次（{name3}），因此最多 {number2} 个 Pod 共用一张卡的时间和显存。</translation>
    </message>
    <message>
        <source>Keep the workload to nodes without that label by a nodeAffinity, or make sure that a card holds so many.</source>
        <translation>请用 nodeAffinity 让工作负载只用没有该标签的节点，或确认一张卡放得下这么多。</translation>
    </message>
    <message>
        <source>The volumes of the claims that the pods keep in {name} are not in one place: {list}. Each pod can only run where its own volume is, and here any of these places counts for all.</source>
        <translation>{name} 中这些 Pod 所用声明的卷不在同一处：{list}。每个 Pod 只能在自己的卷所在处运行，而此处任何一处都按对所有 Pod 可用计算。</translation>
    </message>
    <message>
        <source>Compare how many are to run in each.</source>
        <translation>请核对每一处要运行多少个。</translation>
    </message>
    <message>
        <source>New claims of the pods in {name} get their volumes only where their class allows: {list}. Nodes elsewhere are not counted.</source>
        <translation>{name} 中这些 Pod 的新声明只能在其存储类允许之处得到卷：{list}。其他位置的节点未计入。</translation>
    </message>
    <message>
        <source>Name a class in the volumeClaimTemplates that reaches them, to use those too.</source>
        <translation>要也使用它们，请在 volumeClaimTemplates 中写一个能到达那里的存储类。</translation>
    </message>
    <message>
        <source>GOATScaler is documented to add no nodes for pods with native sidecar containers, so {name} may buy none.</source>
        <translation>GOATScaler 不为带原生 sidecar 容器的 Pod 增加节点，因此 {name} 可能什么都不买。</translation>
    </message>
    <message>
        <source>Make the sidecar an ordinary container, or add the nodes by hand.</source>
        <translation>请把 sidecar 改为普通容器，或手工增加节点。</translation>
    </message>
    <message>
        <source>GOATScaler does not look at volumes: in {name} it may buy nodes in a zone where the volume of claim {name2} cannot be mounted, so no replica is sure of one that helps.</source>
        <translation>GOATScaler 不看存储卷：它在 {name} 中购买的节点所在可用区可能无法挂载存储声明 {name2} 的卷。</translation>
    </message>
    <message>
        <source>Keep the pool to the volume&apos;s zone.</source>
        <translation>请让节点池只用卷所在的可用区。</translation>
    </message>
    <message>
        <source>Karmada&apos;s resource models of {names} do not know {name}, so its estimator sees none there and leaves the workload unscheduled.</source>
        <translation>{names} 的 Karmada 资源模型不认识 {name}，因此估算器认为那里没有，工作负载不被调度。</translation>
    </message>
    <message>
        <source>Add it to the Cluster&apos;s spec.resourceModels, or turn the gate CustomizedClusterResourceModeling off.</source>
        <translation>请把它加入 Cluster 的 spec.resourceModels，或关闭特性开关 CustomizedClusterResourceModeling。</translation>
    </message>
    <message>
        <source>The descheduler looks every {period} for replicas that were unschedulable for {time}, and a GPU node takes minutes: it may move replicas whose node is on its way.</source>
        <translation>重调度器每 {period}查找一次已 {time}无法调度的副本，而 GPU 节点需要数分钟：它可能移走节点正在途中的副本。</translation>
    </message>
    <message>
        <source>Raise its threshold above the time that a node takes, or switch it off for this rollout.</source>
        <translation>请把阈值提高到节点所需时间以上，或在本次发布期间关闭它。</translation>
    </message>
    <message>
        <source>Several autoscalers change the replicas of this workload ({first}, {second}, …).</source>
        <translation>有多个伸缩器改变这个工作负载的副本数（{first}、{second} 等）。</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>请只保留一个。</translation>
    </message>
    <message>
        <source>Several autoscalers change the replicas of this workload ({first}, {second}).</source>
        <translation>有多个伸缩器改变这个工作负载的副本数（{first}、{second}）。</translation>
    </message>
    <message>
        <source>The manifest states {replicas} and {scaler} changes that number, so each apply sets it back.</source>
        <translation>清单写了 {replicas}，而 {scaler} 会改变它，因此每次应用都会改回。</translation>
    </message>
    <message>
        <source>Leave replicas out of the manifest.</source>
        <translation>请不要在清单中写副本数。</translation>
    </message>
    <message>
        <source>A rule of {name} {name2} ({text}) raises the minimum of {name3} {name4} to {number}, above its maximum of {number2}: that is no range, so it may change nothing.</source>
        <translation>{name} {name2} 的一条规则（{text}）把 {name3} {name4} 的下限提高到 {number}，高于其上限 {number2}：这不构成范围，因此可能什么也不改变。</translation>
    </message>
    <message>
        <source>State targetMaxReplicas in the rule as well, or lower its targetMinReplicas.</source>
        <translation>请在规则中同时写明 targetMaxReplicas，或降低其 targetMinReplicas。</translation>
    </message>
    <message>
        <source>{replicas} is outside of what {scaler} allows ({number} to {number2}); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（{number} 到 {number2}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>Ask for a number within.</source>
        <translation>请写范围内的数。</translation>
    </message>
    <message>
        <source>{replicas} are outside of what {scaler} allows ({number} to {number2}); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（{number} 到 {number2}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>{replicas} are outside of what {scaler} allows ({number} to any); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（至少 {number}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>{replicas} are outside of what {scaler} allows (any to {number}); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（至多 {number}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>{replicas} is outside of what {scaler} allows ({number} to any); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（至少 {number}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>{replicas} is outside of what {scaler} allows (any to {number}); it corrects that at once.</source>
        <translation>{replicas}超出 {scaler} 允许的范围（至多 {number}）；它会立刻改正。</translation>
    </message>
    <message>
        <source>A policy sends {scaler} to the clusters: each scales its own copy, so its bounds hold in each of {clusters}.</source>
        <translation>有策略把 {scaler} 下发到各集群：每个集群各自伸缩自己的副本，因此其上下限在 {clusters}中分别有效。</translation>
    </message>
    <message>
        <source>Use a FederatedHPA to bound the whole.</source>
        <translation>要限制总数，请用 FederatedHPA。</translation>
    </message>
    <message>
        <source>The bounds of {scaler} are taken for the whole fleet; sent to the clusters, they would hold in each.</source>
        <translation>{scaler} 的上下限当作整个舰队的；若下发到各集群，则在每个集群中分别有效。</translation>
    </message>
    <message>
        <source>Use a FederatedHPA to be sure.</source>
        <translation>要确定，请用 FederatedHPA。</translation>
    </message>
    <message>
        <source>All {number} replicas are in zone {name}.</source>
        <translation>全部 {number} 个副本都在可用区 {name}。</translation>
    </message>
    <message>
        <source>Add a zone to the pool, or a cluster elsewhere, to outlive its failure.</source>
        <translation>要在它故障时继续运行，请给节点池加一个可用区，或在别处加一个集群。</translation>
    </message>
    <message>
        <source>All {number} replicas are in zone {name}, and a required pod affinity keeps them together.</source>
        <translation>全部 {number} 个副本都在可用区 {name}，必需的 Pod 亲和性使它们在一起。</translation>
    </message>
    <message>
        <source>All {number} replicas are in zone {name} as counted here: a required pod affinity keeps them together, there or in another.</source>
        <translation>按这里的计算，全部 {number} 个副本都在可用区 {name}：必需的 Pod 亲和性使它们在一起，在这个或另一个可用区。</translation>
    </message>
    <message>
        <source>Loosen that affinity, or add a cluster elsewhere, to outlive the failure of a zone.</source>
        <translation>要经受住一个可用区的故障，请放宽该亲和性，或在别处增加集群。</translation>
    </message>
    <message>
        <source>All {number} replicas are in zone {name} as counted here; others have room, and whether the scheduler uses them is not sure.</source>
        <translation>按这里的计算，全部 {number} 个副本都在可用区 {name}；其他可用区也有空间，调度器是否使用并不确定。</translation>
    </message>
    <message>
        <source>Write a topologySpreadConstraint over topology.kubernetes.io/zone to be sure.</source>
        <translation>要确定，请按 topology.kubernetes.io/zone 写一个 topologySpreadConstraint。</translation>
    </message>
    <message>
        <source>The fleet does not propagate what is in a system namespace ({name}).</source>
        <translation>舰队不分发系统命名空间（{name}）中的内容。</translation>
    </message>
    <message>
        <source>Move the workload to a namespace of its own.</source>
        <translation>请把工作负载移到自己的命名空间。</translation>
    </message>
    <message>
        <source>The snapshot lacks {what} of {name}, {clusters}, so this is unknown: {unknown}.</source>
        <translation>快照中没有 {name}、{clusters} 的{what}，因此未知：{unknown}。</translation>
    </message>
    <message>
        <source>The snapshot lacks {what} of {name}, so this is unknown: {unknown}.</source>
        <translation>快照中没有 {name} 的{what}，因此未知：{unknown}。</translation>
    </message>
    <message>
        <source>The snapshot lacks {what}, so this is unknown: {unknown}.</source>
        <translation>快照中没有{what}，因此未知：{unknown}。</translation>
    </message>
    <message>
        <source>The snapshot lacks 1 thing more.</source>
        <translation>快照还缺 1 项。</translation>
    </message>
    <message>
        <source>List them with berthctl snapshot show.</source>
        <translation>用 `berthctl snapshot show` 可列出。</translation>
    </message>
    <message>
        <source>The snapshot lacks {number} things more.</source>
        <translation>快照还缺 {number} 项。</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>已清点</translation>
    </message>
    <message>
        <source>seen to be out</source>
        <translation>见到已无货</translation>
    </message>
    <message>
        <source>seen to be there</source>
        <translation>见到有货</translation>
    </message>
    <message>
        <source>by the cloud&apos;s score</source>
        <translation>据云的评分</translation>
    </message>
    <message>
        <source>by the cloud&apos;s word</source>
        <translation>据云的说法</translation>
    </message>
    <message>
        <source>no figure</source>
        <translation>没有数字</translation>
    </message>
    <message>
        <source>{number} min old</source>
        <translation>{number} 分钟前</translation>
    </message>
    <message>
        <source>{number} min old, past its age limit</source>
        <translation>{number} 分钟前，已超出时效</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>任意个</translation>
    </message>
    <message>
        <source>any number of</source>
        <translation>任意多</translation>
    </message>
    <message>
        <source>{name} (spot)</source>
        <translation>{name}（抢占式）</translation>
    </message>
    <message>
        <source>{number} nodes a replica</source>
        <translation>每副本 {number} 个节点</translation>
    </message>
    <message>
        <source>{replicas} a node</source>
        <translation>每节点 {replicas}</translation>
    </message>
    <message>
        <source>{number} replica</source>
        <translation>{number} 个副本</translation>
    </message>
    <message>
        <source>{number} replicas</source>
        <translation>{number} 个副本</translation>
    </message>
    <message>
        <source>{number} Pending pod</source>
        <translation>{number} 个 Pending 的 Pod</translation>
    </message>
    <message>
        <source>{number} Pending pods</source>
        <translation>{number} 个 Pending 的 Pod</translation>
    </message>
    <message>
        <source>a new node of pool {name}</source>
        <translation>节点池 {name} 的新节点</translation>
    </message>
    <message>
        <source>{number} pod</source>
        <translation>{number} 个 Pod</translation>
    </message>
    <message>
        <source>{number} pods</source>
        <translation>{number} 个 Pod</translation>
    </message>
    <message>
        <source>{number} new node</source>
        <translation>{number} 个新节点</translation>
    </message>
    <message>
        <source>{number} new nodes</source>
        <translation>{number} 个新节点</translation>
    </message>
    <message>
        <source>at stock&apos;s lower end there is too little for all, and then the scheduler places none anew</source>
        <translation>库存取下限时不足以放下全部，此时调度器不会放置任何新副本</translation>
    </message>
    <message>
        <source>the first replica decides where all are, and a place open to it is sure to take only {number}</source>
        <translation>第一个副本决定所有副本的位置，而它可能落到的某处确定只能容纳 {number} 个</translation>
    </message>
    <message>
        <source>a group is where its leader comes to, and not each place open to that holds a whole group</source>
        <translation>一组 Pod 随其 leader 所在之处，而 leader 可能落到之处并非都容得下整组</translation>
    </message>
    <message>
        <source>one group in each {name}</source>
        <translation>每个 {name} 一组</translation>
    </message>
    <message>
        <source>{number} node</source>
        <translation>{number} 个节点</translation>
    </message>
    <message>
        <source>{number} nodes</source>
        <translation>{number} 个节点</translation>
    </message>
    <message>
        <source>{number} cluster</source>
        <translation>{number} 个集群</translation>
    </message>
    <message>
        <source>{number} clusters</source>
        <translation>{number} 个集群</translation>
    </message>
    <message>
        <source>{number} card</source>
        <translation>{number} 张卡</translation>
    </message>
    <message>
        <source>{number} cards</source>
        <translation>{number} 张卡</translation>
    </message>
    <message>
        <source>{number} address</source>
        <translation>{number} 个地址</translation>
    </message>
    <message>
        <source>{number} addresses</source>
        <translation>{number} 个地址</translation>
    </message>
    <message>
        <source>{number} instance</source>
        <translation>{number} 台</translation>
    </message>
    <message>
        <source>{number} instances</source>
        <translation>{number} 台</translation>
    </message>
    <message>
        <source>{number} second</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>{number} seconds</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>{number} minute</source>
        <translation>{number} 分钟</translation>
    </message>
    <message>
        <source>{number} minutes</source>
        <translation>{number} 分钟</translation>
    </message>
    <message>
        <source>{number} hour</source>
        <translation>{number} 小时</translation>
    </message>
    <message>
        <source>{number} hours</source>
        <translation>{number} 小时</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} 秒</translation>
    </message>
    <message>
        <source>{number} new replica</source>
        <translation>{number} 个新副本</translation>
    </message>
    <message>
        <source>{number} new replicas</source>
        <translation>{number} 个新副本</translation>
    </message>
    <message>
        <source>{number} new one has</source>
        <translation>{number} 个新的</translation>
    </message>
    <message>
        <source>{number} new ones have</source>
        <translation>{number} 个新的</translation>
    </message>
    <message>
        <source>{number} old one</source>
        <translation>{number} 个旧的</translation>
    </message>
    <message>
        <source>{number} old ones</source>
        <translation>{number} 个旧的</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>some</source>
        <translation>有一些</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>spot {name} in {name2}</source>
        <translation>{name2} 的抢占式 {name}</translation>
    </message>
    <message>
        <source>{name} in {name2}</source>
        <translation>{name2} 的 {name}</translation>
    </message>
    <message>
        <source>node(s) were unschedulable</source>
        <translation>节点不可调度</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match the requested node name</source>
        <translation>节点与所求的节点名不符</translation>
    </message>
    <message>
        <source>node(s) had untolerated taint(s)</source>
        <translation>节点有不能容忍的污点</translation>
    </message>
    <message>
        <source>node(s) had untolerated taint(s) {text}</source>
        <translation>节点有不能容忍的污点 {text}</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match Pod&apos;s node affinity/selector</source>
        <translation>节点不符合 Pod 的节点亲和/选择器</translation>
    </message>
    <message>
        <source>pod affinity terms conflict</source>
        <translation>Pod 的亲和条件互相矛盾</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t have free ports for the requested pod ports</source>
        <translation>节点上所求的端口已被占用</translation>
    </message>
    <message>
        <source>node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode</source>
        <translation>节点上已有 Pod 以 ReadWriteOncePod 使用同名存储声明</translation>
    </message>
    <message>
        <source>node(s) exceed max volume count</source>
        <translation>节点的存储卷已达上限</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t find available persistent volumes to bind</source>
        <translation>节点没有可绑定的存储卷</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match PersistentVolume&apos;s node affinity</source>
        <translation>节点不符合存储卷的节点亲和</translation>
    </message>
    <message>
        <source>node(s) had no available volume zone</source>
        <translation>节点所在可用区没有该存储卷</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match pod topology spread constraints</source>
        <translation>节点不符合 Pod 的拓扑分布约束</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match pod topology spread constraints (missing required label)</source>
        <translation>节点不符合 Pod 的拓扑分布约束（缺少所需标签）</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match pod affinity rules</source>
        <translation>节点不符合 Pod 亲和规则</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t match pod anti-affinity rules</source>
        <translation>节点不符合 Pod 反亲和规则</translation>
    </message>
    <message>
        <source>node(s) didn&apos;t satisfy existing pods anti-affinity rules</source>
        <translation>节点不满足已有 Pod 的反亲和规则</translation>
    </message>
    <message>
        <source>storageclass.storage.k8s.io &quot;{name}&quot; not found for claim template {name2}</source>
        <translation>找不到存储类 storageclass.storage.k8s.io &quot;{name}&quot;（存储声明模板 {name2} 需要它）</translation>
    </message>
    <message>
        <source>node(s) share their cards in another mode</source>
        <translation>节点以另一种方式共享卡</translation>
    </message>
    <message>
        <source>{reasons}; nodes in sharing mode {names} (label {name}) give out no {name2}</source>
        <translation>{reasons}；共享模式为 {names} 的节点（标签 {name}）不提供 {name2}</translation>
    </message>
    <message>
        <source>node(s) had no single card with enough left</source>
        <translation>节点上没有一张卡剩余足够</translation>
    </message>
    <message>
        <source>node(s) had no card that is large enough</source>
        <translation>节点上没有足够大的卡</translation>
    </message>
    <message>
        <source>node(s) lost cards to a fault</source>
        <translation>节点因故障失去卡</translation>
    </message>
    <message>
        <source>node(s) were not ready</source>
        <translation>节点未就绪</translation>
    </message>
    <message>
        <source>Too many pods</source>
        <translation>Pod 过多</translation>
    </message>
    <message>
        <source>cluster-autoscaler plans with {name}, the smallest type of the pool: {reason}</source>
        <translation>cluster-autoscaler 按节点池中最小的规格 {name} 规划：{reason}</translation>
    </message>
    <message>
        <source>Insufficient {name}</source>
        <translation>{name} 不足</translation>
    </message>
    <message>
        <source>pod has unbound immediate PersistentVolumeClaims</source>
        <translation>Pod 有尚未绑定的存储声明</translation>
    </message>
    <message>
        <source>persistentvolumeclaim {name} not found</source>
        <translation>没有存储声明 {name}</translation>
    </message>
    <message>
        <source>persistentvolume {name} not found</source>
        <translation>没有存储卷 {name}</translation>
    </message>
    <message>
        <source>what this instance type has is not known</source>
        <translation>这种实例规格有多少资源未知</translation>
    </message>
    <message>
        <source>the pool skips the stock check</source>
        <translation>节点池跳过库存检查</translation>
    </message>
    <message>
        <source>a node of this pool</source>
        <translation>这个节点池的一个节点</translation>
    </message>
    <message>
        <source>take suspension.scheduling out of policy {name}</source>
        <translation>从策略 {name} 中去掉 suspension.scheduling</translation>
    </message>
    <message>
        <source>take suspension.dispatching out of policy {name}</source>
        <translation>从策略 {name} 中去掉 suspension.dispatching</translation>
    </message>
    <message>
        <source>take {name} out of suspension.dispatchingOnClusters of policy {name2}</source>
        <translation>从策略 {name2} 的 suspension.dispatchingOnClusters 中去掉 {name}</translation>
    </message>
    <message>
        <source>unknown date</source>
        <translation>日期未知</translation>
    </message>
    <message>
        <source>{name} to {name2}</source>
        <translation>{name} 至 {name2}</translation>
    </message>
    <message>
        <source>{name} to unknown date</source>
        <translation>{name} 等，部分日期未知</translation>
    </message>
    <message>
        <source>It is the only policy that selects the workload.</source>
        <translation>只有它选中这个工作负载。</translation>
    </message>
    <message>
        <source>A PropagationPolicy stands before the ClusterPropagationPolicy {name}.</source>
        <translation>PropagationPolicy 优先于 ClusterPropagationPolicy {name}。</translation>
    </message>
    <message>
        <source>Its priority {number} is higher than the {number2} of {name}.</source>
        <translation>它的优先级 {number} 高于 {name} 的 {number2}。</translation>
    </message>
    <message>
        <source>It selects the workload {how}, {name} only {how2}.</source>
        <translation>它{how}选中工作负载，{name} 只{how2}选中。</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>by label</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>by kind</source>
        <translation>按类型</translation>
    </message>
    <message>
        <source>Its name comes before {name}, which selects the workload alike.</source>
        <translation>它的名称排在 {name} 之前，后者同样选中这个工作负载。</translation>
    </message>
    <message>
        <source>It has claimed the workload; {name} may not take it over.</source>
        <translation>它已占有这个工作负载；{name} 不能接管。</translation>
    </message>
    <message>
        <source>It takes the workload over from {name} (preemption: Always).</source>
        <translation>它从 {name} 接管这个工作负载（preemption: Always）。</translation>
    </message>
    <message>
        <source>take suspension.scheduling out of policy {object}</source>
        <translation>从策略 {object} 中去掉 suspension.scheduling</translation>
    </message>
    <message>
        <source>let whoever suspended the fleet&apos;s binding (a queue?) admit the workload</source>
        <translation>让暂停舰队绑定的一方（队列？）准入该工作负载</translation>
    </message>
    <message>
        <source>take suspension.dispatching out of policy {object}</source>
        <translation>从策略 {object} 中去掉 suspension.dispatching</translation>
    </message>
    <message>
        <source>take {name} out of suspension.dispatchingOnClusters of policy {object}</source>
        <translation>从策略 {object} 的 suspension.dispatchingOnClusters 中去掉 {name}</translation>
    </message>
    <message>
        <source>take {text} out of the manifest</source>
        <translation>从清单中去掉 {text}</translation>
    </message>
    <message>
        <source>let Kube Queue admit the workload: its namespace's quota (ElasticQuotaTree) has to have room</source>
        <translation>等待 Kube Queue 放行该工作负载：其命名空间的配额（ElasticQuotaTree）须有余量</translation>
    </message>
    <message>
        <source>look at its Workload object (`kubectl get workloads`), and at the quota of the ClusterQueue</source>
        <translation>查看其 Workload 对象（`kubectl get workloads`）以及 ClusterQueue 的配额</translation>
    </message>
    <message>
        <source>take schedulingGates out of the pod template, or let their owner remove them</source>
        <translation>从 Pod 模板中去掉 schedulingGates，或让其所有者移除</translation>
    </message>
    <message>
        <source>quotas {names}, which {others} uses, too</source>
        <translation>配额 {names}，{others} 也在使用</translation>
    </message>
    <message>
        <source>quotas {names}, which {others} use, too</source>
        <translation>配额 {names}，{others} 也在使用</translation>
    </message>
    <message>
        <source>quota {name}, which {others} uses, too</source>
        <translation>配额 {name}，{others} 也在使用</translation>
    </message>
    <message>
        <source>quota {name}, which {others} use, too</source>
        <translation>配额 {name}，{others} 也在使用</translation>
    </message>
    <message>
        <source>{name} of {families} in {name2}</source>
        <translation>{name2} 中 {families} 的 {name}</translation>
    </message>
    <message>
        <source>Many clusters share quotas that count their types differently, and not every choice was tried: between {number} and {replicas} can get a node.</source>
        <translation>许多集群共用对规格计数不同的配额，没有试完所有选择：能得到节点的在 {number} 到 {replicas}之间。</translation>
    </message>
    <message>
        <source>Ask about fewer clusters or types to know it exactly.</source>
        <translation>要确切知道，请少问几个集群或规格。</translation>
    </message>
    <message>
        <source>claim {name}, whose disk only one node may attach</source>
        <translation>存储声明 {name}，其云盘只能挂载到一个节点</translation>
    </message>
    <message>
        <source>node(s) had untolerated taint(s) {taint}</source>
        <translation>节点有不能容忍的污点 {taint}</translation>
    </message>
    <message>
        <source>node(s) could not attach a ReadWriteOnce volume that another node holds</source>
        <translation>节点无法挂载已被其他节点占用的 ReadWriteOnce 存储卷</translation>
    </message>
    <message>
        <source>FederatedResourceQuota {name} allows {name2} of {name3} in all clusters together, {name4} of it in use: {number} more replica asks for {name5}.</source>
        <translation>FederatedResourceQuota {name} 允许所有集群合计 {name2} 的 {name3}，已用 {name4}：多出的 {number} 个副本要求 {name5}。</translation>
    </message>
    <message>
        <source>FederatedResourceQuota {name} allows {name2} of {name3} in all clusters together, {name4} of it in use: {number} more replicas ask for {name5}.</source>
        <translation>FederatedResourceQuota {name} 允许所有集群合计 {name2} 的 {name3}，已用 {name4}：多出的 {number} 个副本要求共 {name5}。</translation>
    </message>
    <message>
        <source>FederatedResourceQuota {name} allows {name2} of {name3} in all clusters together, and its use is not known: {number} more replica asks for {name4}.</source>
        <translation>FederatedResourceQuota {name} 允许所有集群合计 {name2} 的 {name3}，用量不明：多出的 {number} 个副本要求 {name4}。</translation>
    </message>
    <message>
        <source>FederatedResourceQuota {name} allows {name2} of {name3} in all clusters together, and its use is not known: {number} more replicas ask for {name4}.</source>
        <translation>FederatedResourceQuota {name} 允许所有集群合计 {name2} 的 {name3}，用量不明：多出的 {number} 个副本要求共 {name4}。</translation>
    </message>
    <message>
        <source>Where Karmada&apos;s gate FederatedQuotaEnforcement is on (it is off by default), the placement is refused with QuotaExceeded, and what was placed before stands.</source>
        <translation>若开启了 Karmada 的特性门控 FederatedQuotaEnforcement（默认关闭），放置会因 QuotaExceeded 被拒绝，之前的放置保持不变。</translation>
    </message>
    <message>
        <source>Where Karmada&apos;s gate FederatedQuotaEnforcement is on (it is off by default), the placement is perhaps refused with QuotaExceeded, and what was placed before stands.</source>
        <translation>若开启了 Karmada 的特性门控 FederatedQuotaEnforcement（默认关闭），放置可能因 QuotaExceeded 被拒绝，之前的放置保持不变。</translation>
    </message>
    <message>
        <source>Raise spec.overall of the quota, or ask for {number} fewer.</source>
        <translation>调高该配额的 spec.overall，或少要求 {number} 个。</translation>
    </message>
    <message>
        <source>Add its status to the snapshot.</source>
        <translation>把它的 status 加入快照。</translation>
    </message>
    <message>
        <source>{list} is not in the snapshot</source>
        <translation>快照中没有 {list}</translation>
    </message>
    <message>
        <source>{list} are not in the snapshot</source>
        <translation>快照中没有 {list}</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as {list} is not in the snapshot</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为快照中没有 {list}</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as {list} is not in the snapshot</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为快照中没有 {list}</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as {list} are not in the snapshot</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为快照中没有 {list}</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as {list} are not in the snapshot</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为快照中没有 {list}</translation>
    </message>
    <message>
        <source>the snapshot lacks claims or classes that the pods name</source>
        <translation>快照中没有 Pod 所指定的声明或类</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on claims or classes of {name} that the pods name and the snapshot lacks.</source>
        <translation>选中哪些集群取决于 {name} 中 Pod 所指定、而快照中没有的声明或类。</translation>
    </message>
    <message>
        <source>{replicas} rest on claims or classes that the pods name and the snapshot lacks.</source>
        <translation>{replicas}取决于 Pod 所指定、而快照中没有的声明或类。</translation>
    </message>
    <message>
        <source>{replicas} rests on claims or classes that the pods name and the snapshot lacks.</source>
        <translation>{replicas}取决于 Pod 所指定、而快照中没有的声明或类。</translation>
    </message>
    <message>
        <source>The snapshot lacks the {name} of {clusters}, and the pods name {list}: whether that lets them in, and on which nodes, is not known, so no place there is sure.</source>
        <translation>快照中没有 {clusters} 的 {name}，而 Pod 指定了 {list}：它是否允许这些 Pod、允许在哪些节点上运行未知，因此那里没有一个位置是确定的。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is one of several that fit, of the same type and price: which of them the autoscaler takes, its expander decides, which the snapshot does not hold. The others: {list}.</source>
        <translation>{name2} 的节点池 {name} 是几个规格和价格都相同的合适节点池之一：自动伸缩器选用哪一个由其扩容策略决定，快照中没有这一信息。其他节点池：{list}。</translation>
    </message>
    <message>
        <source>no autoScaling.ecsProvision: true in the policy, so nothing is bought</source>
        <translation>策略中没有 autoScaling.ecsProvision: true，因此不会购买节点</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more, or give one of the clusters a type or zone of its own.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}；或给其中一个集群单独的实例规格或可用区。</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more, or keep the pools there to the volume&apos;s zone.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}；或把那里的节点池限制在卷所在的可用区。</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more, or write what the pods need into the workload itself.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}；或把 Pod 需要的写进工作负载本身。</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}。</translation>
    </message>
    <message>
        <source>Ask for more of {limit}, or ask for fewer replicas.</source>
        <translation>请申请提高{limit}，或减少副本。</translation>
    </message>
    <message>
        <source>Ask for more of {limit} and give one of the clusters a type or zone of its own, or ask for fewer replicas.</source>
        <translation>请申请提高{limit}，并给其中一个集群单独的实例规格或可用区；或减少副本。</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more, or ask for more of {limit}.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}；或申请提高{limit}。</translation>
    </message>
    <message>
        <source>Pin {division} as static weights, which places {replicas} more, or ask for more of {limit} and give one of the clusters a type or zone of its own.</source>
        <translation>请用静态权重固定 {division}，这会多放置{replicas}；或申请提高{limit}，并给其中一个集群单独的实例规格或可用区。</translation>
    </message>
    <message>
        <source>Give one of the clusters a type or zone of its own, or ask for fewer replicas.</source>
        <translation>请给其中一个集群单独的实例规格或可用区，或减少副本。</translation>
    </message>
    <message>
        <source>Write what the pods need into the workload itself.</source>
        <translation>请把 Pod 需要的写进工作负载本身。</translation>
    </message>
    <message>
        <source>Divide by dynamicWeight: AvailableReplicas.</source>
        <translation>请按 dynamicWeight: AvailableReplicas 划分。</translation>
    </message>
    <message>
        <source>Make room there, or ask for fewer replicas.</source>
        <translation>请在那里腾出空间，或减少副本。</translation>
    </message>
    <message>
        <source>Choose fewer clusters.</source>
        <translation>请选择更少的集群。</translation>
    </message>
    <message>
        <source>divide by dynamicWeight: AvailableReplicas instead of static weights</source>
        <translation>按 dynamicWeight: AvailableReplicas 划分，而不用静态权重</translation>
    </message>
    <message>
        <source>name only {names} in the policy: the others do not hold all replicas</source>
        <translation>在策略中只写 {names}：其他集群容不下全部副本</translation>
    </message>
    <message>
        <source>divide {replicas} over the clusters instead of {number} in each (replicaSchedulingType: Divided, by dynamicWeight: AvailableReplicas)</source>
        <translation>把{replicas}划分到各集群，而不是每个集群 {number} 个（replicaSchedulingType: Divided，按 dynamicWeight: AvailableReplicas）</translation>
    </message>
    <message>
        <source>ask for {replicas} in each cluster</source>
        <translation>每个集群只要 {replicas}</translation>
    </message>
    <message>
        <source>{remedy}; {replicas} of it would run only by evicting pods of lower priority</source>
        <translation>{remedy}；其中{replicas}只有驱逐较低优先级的 Pod 才能运行</translation>
    </message>
    <message>
        <source>Wait until that is settled, or give this workload a higher priority: it then evicts pods of a lower one.</source>
        <translation>请等到这些确定下来，或给此工作负载更高的优先级：那样它会驱逐优先级较低的 Pod。</translation>
    </message>
    <message>
        <source>Once the update in {name} is through, nothing else is on {nodes} of pool {names}: what is not reused stays paid until the pool scales in.</source>
        <translation>{name} 中的更新完成后，节点池 {names} 的 {nodes}上再没有别的：不被重新使用的，在节点池缩容之前仍要付费。</translation>
    </message>
    <message>
        <source>They cost at most {number} {name} an hour.</source>
        <translation>每小时费用至多 {number} {name}。</translation>
    </message>
    <message>
        <source>What they cost is not known.</source>
        <translation>费用未知。</translation>
    </message>
    <message>
        <source>In {name} the end is shown with the old pods on their places.</source>
        <translation>{name} 的最终状态按旧 Pod 留在原处显示。</translation>
    </message>
    <message>
        <source>Those that the update makes anew come back to the volumes of their claims, and whether they find room there is not part of the answer.</source>
        <translation>更新所重建的 Pod 会回到其存储声明的卷所在之处，那里是否有空间不在此回答之内。</translation>
    </message>
    <message>
        <source>Keep room for the new template where each volume is.</source>
        <translation>请在每个卷所在之处为新模板留出空间。</translation>
    </message>
    <message>
        <source>Which pods the update in {name} replaces is not known: the answer spans from all of them leaving their places to all of them keeping these.</source>
        <translation>{name} 中的更新会替换哪些 Pod 未知：此回答涵盖从全部离开原处到全部留在原处的各种情形。</translation>
    </message>
    <message>
        <source>Plan for the upper end of nodes and cost until it is known.</source>
        <translation>在弄清之前，请按节点和费用的上限来计划。</translation>
    </message>
    <message>
        <source>Once {replicas} left {name}, nothing else is on {nodes} of pool {names}: what is not reused stays paid until the pool scales in.</source>
        <translation>{name} 中{replicas}离开后，节点池 {names} 的 {nodes}上再没有别的：不被重新使用的，在节点池缩容之前仍要付费。</translation>
    </message>
    <message>
        <source>{number} replica has</source>
        <translation>{number} 个副本</translation>
    </message>
    <message>
        <source>{number} replicas have</source>
        <translation>{number} 个副本</translation>
    </message>
    <message>
        <source>{number} to {nodes}</source>
        <translation>{number} 至 {nodes}</translation>
    </message>
    <message>
        <source>Expect the bill to fall only then, or scale the pool in by hand.</source>
        <translation>账单到那时才会下降，或请手动缩容节点池。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is a spot pool that may fall back on pay-as-you-go, and GOATScaler does not see spot stock: it is counted at the pay-as-you-go price.</source>
        <translation>{name2} 的节点池 {name} 是可以退回按量付费的抢占式节点池，而 GOATScaler 看不到抢占式库存：按按量付费的价格计。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is a spot pool that falls back on pay-as-you-go where spot stock is short: what is bought so is counted at the pay-as-you-go price.</source>
        <translation>{name2} 的节点池 {name} 是抢占式库存不足时退回按量付费的节点池：这样购买的按按量付费的价格计。</translation>
    </message>
    <message>
        <source>Budget for that price; a spot instance, if there is one, costs less.</source>
        <translation>请按该价格做预算；若有抢占式实例则更便宜。</translation>
    </message>
    <message>
        <source>as GOATScaler does not see spot stock</source>
        <translation>因为 GOATScaler 看不到抢占式库存</translation>
    </message>
    <message>
        <source>where spot is short</source>
        <translation>在抢占式不足时</translation>
    </message>
    <message>
        <source>The fleet states engine: {name} (fleet.yaml, engine), and policy {name2} is of group {name3}, which Karmada does not read: the answer is that of ACK One.</source>
        <translation>舰队写明 engine: {name}（fleet.yaml 的 engine），而策略 {name2} 属于 Karmada 不读取的组 {name3}：答案是 ACK One 的。</translation>
    </message>
    <message>
        <source>The fleet states engine: {name} (fleet.yaml, engine), and policy {name2} is of group {name3}, which ACK One does not read: the answer is that of Karmada.</source>
        <translation>舰队写明 engine: {name}（fleet.yaml 的 engine），而策略 {name2} 属于 ACK One 不读取的组 {name3}：答案是 Karmada 的。</translation>
    </message>
    <message>
        <source>{kind} {name} was handed in and does not apply: {kind2} {name2} propagates the workload.</source>
        <translation>给出的 {kind} {name} 不生效：传播该工作负载的是 {kind2} {name2}。</translation>
    </message>
    <message>
        <source>Change or delete {kind} {name} in the fleet.</source>
        <translation>请修改或删除舰队中的 {kind} {name}。</translation>
    </message>
    <message>
        <source>Write preemption: Always into it, or change or delete {kind} {name} in the fleet.</source>
        <translation>请在其中写 preemption: Always，或修改或删除舰队中的 {kind} {name}。</translation>
    </message>
    <message>
        <source>Write preemption: Always and a priority above {number} into it, or change or delete {kind} {name} in the fleet.</source>
        <translation>请在其中写 preemption: Always 和高于 {number} 的 priority，或修改或删除舰队中的 {kind} {name}。</translation>
    </message>
    <message>
        <source>Write a priority above {number} into it, or change or delete {kind} {name} in the fleet.</source>
        <translation>请在其中写高于 {number} 的 priority，或修改或删除舰队中的 {kind} {name}。</translation>
    </message>
    <message>
        <source>Policy {name} of group {name2} selects the workload, too, and {name3} does not read it.</source>
        <translation>组 {name2} 的策略 {name} 也选中了该工作负载，而 {name3} 不读取它。</translation>
    </message>
    <message>
        <source>Take it out, or write what it says into the policy that is read.</source>
        <translation>请去掉它，或把它的内容写进会被读取的策略。</translation>
    </message>
    <message>
        <source>{name} does not read policies of group {name2}.</source>
        <translation>{name} 不读取组 {name2} 的策略。</translation>
    </message>
    <message>
        <source>Take engine out of fleet.yaml, or write the policy in the group of that engine.</source>
        <translation>请从 fleet.yaml 中去掉 engine，或用该引擎的组来写策略。</translation>
    </message>
    <message>
        <source>{name}: {reason}; create that StorageClass there, or name one that it has: {names}</source>
        <translation>{name}：{reason}；请在那里创建该 StorageClass，或改写它已有的：{names}</translation>
    </message>
    <message>
        <source>{name}: {reason}; create {name2} {name3} there, or name one that it has: {names}</source>
        <translation>{name}：{reason}；请在那里创建 {name2} {name3}，或改写它已有的：{names}</translation>
    </message>
    <message>
        <source>{name}: {reason}; create {name2} {name3} there, or name none</source>
        <translation>{name}：{reason}；请在那里创建 {name2} {name3}，或不写</translation>
    </message>
    <message>
        <source>Placed in the order in which they were handed in (files by name, documents from the top): each takes from what those before it leave.</source>
        <translation>按交入的顺序放置（文件按名称，文档自上而下）：每一个使用前面的所剩下的。</translation>
    </message>
    <message>
        <source>The clusters take them as they come, so another order may leave others short.</source>
        <translation>集群按到达的先后接收，因此换一个顺序，不足的可能是别的。</translation>
    </message>
    <message>
        <source>One whose pods a later one would evict is placed behind that one.</source>
        <translation>如果后面的工作负载会驱逐前面某个的 Pod，那么前面的这个排到它之后放置。</translation>
    </message>
    <message>
        <source>One whose pods have to run near those of a later one is placed behind that one.</source>
        <translation>如果某个工作负载的 Pod 必须靠近后面某个的 Pod 运行，那么它排到那个之后放置。</translation>
    </message>
    <message>
        <source>Its pods have to run near those of {names}: it is placed behind, and is Pending until one of these runs.</source>
        <translation>它的 Pod 必须靠近 {names} 的 Pod 运行：因此它排在后面放置，并且在后者有一个运行之前一直处于 Pending。</translation>
    </message>
    <message>
        <source>Hand it in after those, so that it does not wait.</source>
        <translation>请在它们之后再提交它，这样它就不必等待。</translation>
    </message>
    <message>
        <source>Its pods have to run near those of {names}, which wait for it: the answer takes none of these to run before it.</source>
        <translation>它的 Pod 必须靠近 {names} 的 Pod 运行，而后者又在等它：这里的结论认为后者没有一个会先于它运行。</translation>
    </message>
    <message>
        <source>Take the required podAffinity from one of them, or let it match its own pods.</source>
        <translation>请去掉其中一个的必需 podAffinity，或让它也匹配自己的 Pod。</translation>
    </message>
    <message>
        <source>Its pods would be evicted for those of {names}, which have a higher priority: it is placed behind, on what these leave.</source>
        <translation>它的 Pod 会为 {names} 的 Pod 而被驱逐，后者优先级更高：因此它排在后面放置，使用它们所剩下的。</translation>
    </message>
    <message>
        <source>Make room for both, or expect its pods to be evicted where it runs first.</source>
        <translation>请为两者都腾出空间；或者预期它先运行时，其 Pod 会被驱逐。</translation>
    </message>
    <message>
        <source>Where what one takes is not sure, what it leaves is a range, or the next one says that it hangs on it.</source>
        <translation>如果某一个占用什么不确定，它所剩下的就是一个范围，否则后面的会说明自己取决于它。</translation>
    </message>
    <message>
        <source>What {text}, placed before, takes of the clusters is not sure, and it shares {name} with it.</source>
        <translation>先放置的 {text} 占用集群的哪些资源并不确定，而它与其共用 {name}。</translation>
    </message>
    <message>
        <source>What {text}, placed before, takes of the clusters is not sure; if it takes all that it may, the update here cannot finish.</source>
        <translation>先放置的 {text} 占用集群的哪些资源并不确定；如果它占用了它可能占用的一切，这里的更新无法完成。</translation>
    </message>
    <message>
        <source>What {text}, placed before, takes of the clusters is not sure; if it takes other nodes, {number} of {number2} replicas get one here for certain, not {number3}.</source>
        <translation>先放置的 {text} 占用集群的哪些资源并不确定；如果它占用别的节点，这里 {number2} 个副本中确定能得到节点的是 {number} 个，而不是 {number3} 个。</translation>
    </message>
    <message>
        <source>What {text}, placed before, takes of the clusters is not sure; if it takes other nodes, what is bought here may be another number, or cost more or less.</source>
        <translation>先放置的 {text} 占用集群的哪些资源并不确定；如果它占用别的节点，这里购买的数量可能不同，费用也可能更高或更低。</translation>
    </message>
    <message>
        <source>Preview it again once that runs, or keep the two on nodes of their own.</source>
        <translation>请在前者运行后再次预览，或让二者各用自己的节点。</translation>
    </message>
    <message>
        <source>more than can be counted</source>
        <translation>多得无法计数</translation>
    </message>
    <message>
        <source>Every cluster gets a copy of what {scaler} scales, so its bounds hold in each of {clusters}.</source>
        <translation>{scaler} 所伸缩的，每个集群都得到一份，因此其上下限在 {clusters}中分别有效。</translation>
    </message>
    <message>
        <source>Let the policy divide the replicas, to bound the whole.</source>
        <translation>要限制总数，请让策略划分副本。</translation>
    </message>
    <message>
        <source>Lower the maximum to {number}, as each of {clusters} gets a copy of it, or make room before it is reached.</source>
        <translation>请把上限降到 {number}，因为 {clusters}各得一份；或在达到之前腾出空间。</translation>
    </message>
    <message>
        <source>Its labelSelector matches none of: {names}.</source>
        <translation>它的 labelSelector 与这些都不匹配：{names}。</translation>
    </message>
    <message>
        <source>narrow the nodeSelector of the DaemonSet to nodes that can take its pod</source>
        <translation>把 DaemonSet 的 nodeSelector 收窄到能容纳其 Pod 的节点</translation>
    </message>
    <message>
        <source>Add grades to the Cluster's spec.resourceModels whose minimum is what a pod asks for, or turn the gate CustomizedClusterResourceModeling off.</source>
        <translation>请在 Cluster 的 spec.resourceModels 中加上最小值等于 Pod 所求的等级，或关闭特性门控 CustomizedClusterResourceModeling。</translation>
    </message>
    <message>
        <source>By its resource models Karmada takes each node for the least of its grade.</source>
        <translation>Karmada 按资源模型把每个节点都当作其等级的最小值。</translation>
    </message>
    <message>
        <source>Of the replicas that fit now it sees: {where}.</source>
        <translation>现在放得下的副本中它看到：{where}。</translation>
    </message>
    <message>
        <source>{name} {number} of {number2}</source>
        <translation>{name} {number2} 中的 {number}</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the stock of {cells} for {cluster}, which is not known exactly.</source>
        <translation>选中哪些集群取决于 {cluster} 所需的 {cells} 的库存，而其确切数量未知。</translation>
    </message>
    <message>
        <source>{limit}, and the instance types of node pool {pools} are not known</source>
        <translation>{limit}，且节点池 {pools} 的实例规格未知</translation>
    </message>
    <message>
        <source>the instance types of node pool {pools} of {name}</source>
        <translation>{name} 中节点池 {pools} 的实例规格</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the instance types of node pool {pools} of {name}, which are not known.</source>
        <translation>选中哪些集群取决于 {name} 中节点池 {pools} 的实例规格，而其未知。</translation>
    </message>
    <message>
        <source>instance types of node pools that the snapshot does not tell</source>
        <translation>快照未说明的节点池实例规格</translation>
    </message>
    <message>
        <source>change what {override} makes of the pod there, or add a pool whose nodes take it</source>
        <translation>改变 {override} 在那里对 Pod 的覆盖，或添加其节点能容纳它的节点池</translation>
    </message>
    <message>
        <source>{name}: {limit}; {fix}</source>
        <translation>{name}：{limit}；{fix}</translation>
    </message>
    <message>
        <source>{number} Insufficient {name}</source>
        <translation>{number} 个节点 {name} 不足</translation>
    </message>
    <message>
        <source>{number} Insufficient {name} (asks {asks}, has {has})</source>
        <translation>{number} 个节点 {name} 不足（需要 {asks}，只有 {has}）</translation>
    </message>
    <message>
        <source>{number} Insufficient {name} (asks {asks}, has at most {has})</source>
        <translation>{number} 个节点 {name} 不足（需要 {asks}，最多的也只有 {has}）</translation>
    </message>
    <message>
        <source>{number} Insufficient {name} (asks {asks}, has about {has})</source>
        <translation>{number} 个节点 {name} 不足（需要 {asks}，约有 {has}）</translation>
    </message>
    <message>
        <source>stock of spot {cells} is not known</source>
        <translation>抢占式 {cells} 的库存未知</translation>
    </message>
    <message>
        <source>stock of spot {cells} is not known for sure</source>
        <translation>抢占式 {cells} 的库存不能确定</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector ({rule})</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（{rule}）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector ({rule}, it has {name})</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（{rule}，而它的值是 {name}）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector ({rule}, it has no such label)</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（{rule}，而它没有这个标签）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector ({rule}, it has a value of its own)</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（{rule}，而每个节点有自己的值）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector (no node has {text}, they have {names})</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（没有节点带 {text}，它们的值是 {names}）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector (no node has {text}, they have {names}; did you mean {name}?)</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（没有节点带 {text}，它们的值是 {names}；是否想写 {name}？）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector (no node has label {name})</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（没有节点带标签 {name}）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector (no node has label {name}; did you mean {name2}?)</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和或选择器（没有节点带标签 {name}；是否想写 {name2}？）</translation>
    </message>
    <message>
        <source>{number} node(s) were unschedulable</source>
        <translation>{number} 个节点不可调度</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match the requested node name</source>
        <translation>{number} 个节点与所求的节点名不符</translation>
    </message>
    <message>
        <source>{number} node(s) had untolerated taint(s)</source>
        <translation>{number} 个节点有不能容忍的污点</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match Pod's node affinity/selector</source>
        <translation>{number} 个节点不符合 Pod 的节点亲和/选择器</translation>
    </message>
    <message>
        <source>{number} node(s) didn't have free ports for the requested pod ports</source>
        <translation>{number} 个节点上所求的端口已被占用</translation>
    </message>
    <message>
        <source>{number} node(s) exceed max volume count</source>
        <translation>{number} 个节点的存储卷已达上限</translation>
    </message>
    <message>
        <source>{number} node(s) didn't find available persistent volumes to bind</source>
        <translation>{number} 个节点没有可绑定的存储卷</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match PersistentVolume's node affinity</source>
        <translation>{number} 个节点不符合存储卷的节点亲和</translation>
    </message>
    <message>
        <source>{number} node(s) had no available volume zone</source>
        <translation>{number} 个节点所在可用区没有该存储卷</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match pod topology spread constraints</source>
        <translation>{number} 个节点不符合 Pod 的拓扑分布约束</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match pod topology spread constraints (missing required label)</source>
        <translation>{number} 个节点不符合 Pod 的拓扑分布约束（缺少所需标签）</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match pod affinity rules</source>
        <translation>{number} 个节点不符合 Pod 亲和规则</translation>
    </message>
    <message>
        <source>{number} node(s) didn't match pod anti-affinity rules</source>
        <translation>{number} 个节点不符合 Pod 反亲和规则</translation>
    </message>
    <message>
        <source>{number} node(s) didn't satisfy existing pods anti-affinity rules</source>
        <translation>{number} 个节点不满足已有 Pod 的反亲和规则</translation>
    </message>
    <message>
        <source>{number} node(s) share their cards in another mode</source>
        <translation>{number} 个节点以另一种方式共享卡</translation>
    </message>
    <message>
        <source>{number} node(s) had no single card with enough left</source>
        <translation>{number} 个节点上没有一张卡剩余足够</translation>
    </message>
    <message>
        <source>{number} node(s) had no card that is large enough</source>
        <translation>{number} 个节点上没有足够大的卡</translation>
    </message>
    <message>
        <source>{number} node(s) lost cards to a fault</source>
        <translation>{number} 个节点因故障失去卡</translation>
    </message>
    <message>
        <source>{number} node(s) were not ready</source>
        <translation>{number} 个节点未就绪</translation>
    </message>
    <message>
        <source>{number} node(s) had untolerated taint(s) {taint}</source>
        <translation>{number} 个节点有不能容忍的污点 {taint}</translation>
    </message>
    <message>
        <source>{number} node(s) could not attach a ReadWriteOnce volume that another node holds</source>
        <translation>{number} 个节点无法挂载已被其他节点占用的 ReadWriteOnce 存储卷</translation>
    </message>
    <message>
        <source>Add what `kubectl get {name} -A -o json` prints.</source>
        <translation>请加上 `kubectl get {name} -A -o json` 的输出。</translation>
    </message>
    <message>
        <source>quota {name} of {name2} in {name3}</source>
        <translation>{name3} 中 {name2} 的配额 {name}</translation>
    </message>
    <message>
        <source>quota {name} of {name2} in {name3}, which {others} uses, too</source>
        <translation>{name3} 中 {name2} 的配额 {name}，{others} 也在用</translation>
    </message>
    <message>
        <source>quota {name} of {name2} in {name3}, which {others} use, too</source>
        <translation>{name3} 中 {name2} 的配额 {name}，{others} 也在用</translation>
    </message>
    <message>
        <source>{name}: {limit}; nodes in sharing mode {names} (label {name2}) give out no {name3}; {fix}</source>
        <translation>{name}：{limit}；共享模式为 {names} 的节点（标签 {name2}）不提供 {name3}；{fix}</translation>
    </message>
    <message>
        <source>ACK reservation formula (estimate)</source>
        <translation>ACK 预留公式（估算）</translation>
    </message>
    <message>
        <source>NodeUnschedulable: {reasons}</source>
        <translation>NodeUnschedulable：{reasons}</translation>
    </message>
    <message>
        <source>NodeName: {reasons}</source>
        <translation>NodeName：{reasons}</translation>
    </message>
    <message>
        <source>TaintToleration: {reasons}</source>
        <translation>TaintToleration：{reasons}</translation>
    </message>
    <message>
        <source>NodeAffinity: {reasons}</source>
        <translation>NodeAffinity：{reasons}</translation>
    </message>
    <message>
        <source>NodePorts: {reasons}</source>
        <translation>NodePorts：{reasons}</translation>
    </message>
    <message>
        <source>NodeResourcesFit: {reasons}</source>
        <translation>NodeResourcesFit：{reasons}</translation>
    </message>
    <message>
        <source>VolumeRestrictions: {reasons}</source>
        <translation>VolumeRestrictions：{reasons}</translation>
    </message>
    <message>
        <source>NodeVolumeLimits: {reasons}</source>
        <translation>NodeVolumeLimits：{reasons}</translation>
    </message>
    <message>
        <source>VolumeBinding: {reasons}</source>
        <translation>VolumeBinding：{reasons}</translation>
    </message>
    <message>
        <source>VolumeZone: {reasons}</source>
        <translation>VolumeZone：{reasons}</translation>
    </message>
    <message>
        <source>PodTopologySpread: {reasons}</source>
        <translation>PodTopologySpread：{reasons}</translation>
    </message>
    <message>
        <source>InterPodAffinity: {reasons}</source>
        <translation>InterPodAffinity：{reasons}</translation>
    </message>
    <message>
        <source>GpuSharing: {reasons}</source>
        <translation>GpuSharing：{reasons}</translation>
    </message>
    <message>
        <source>GpuFault: {reasons}</source>
        <translation>GpuFault：{reasons}</translation>
    </message>
    <message>
        <source>NodeNotReady: {reasons}</source>
        <translation>NodeNotReady：{reasons}</translation>
    </message>
    <message>
        <source>{first} and {second}.</source>
        <translation>{first}，并{second}。</translation>
    </message>
    <message>
        <source>env {name} of container {name2}</source>
        <translation>容器 {name2} 的环境变量 {name}</translation>
    </message>
    <message>
        <source>envFrom of container {name}</source>
        <translation>容器 {name} 的 envFrom</translation>
    </message>
    <message>
        <source>volume {name}</source>
        <translation>存储卷 {name}</translation>
    </message>
    <message>
        <source>whether the cluster serves {name}</source>
        <translation>集群是否提供 {name}</translation>
    </message>
    <message>
        <source>pool {name}</source>
        <translation>节点池 {name}</translation>
    </message>
    <message>
        <source>0 replicas are asked for, and {scaler} scales nothing that stands at 0: the workload stays without replicas.</source>
        <translation>要的是 0 个副本，而 {scaler} 不会扩缩处于 0 的工作负载：它会一直没有副本。</translation>
    </message>
    <message>
        <source>Ask for {replicas} or more to have it scaled.</source>
        <translation>要让它扩缩，请要 {replicas}或更多。</translation>
    </message>
</context>
<context>
    <name>schedule</name>
    <message>
        <source>cluster(s) did not have the API resource</source>
        <translation>集群没有这个 API 资源</translation>
    </message>
    <message>
        <source>{number} cluster(s) did not have the API resource</source>
        <translation>{number} 个集群没有这个 API 资源</translation>
    </message>
    <message>
        <source>cluster(s) did not match the placement cluster affinity constraint</source>
        <translation>集群不符合 placement 的集群亲和性约束</translation>
    </message>
    <message>
        <source>{number} cluster(s) did not match the placement cluster affinity constraint</source>
        <translation>{number} 个集群不符合 placement 的集群亲和性约束</translation>
    </message>
    <message>
        <source>cluster(s) is in the process of eviction</source>
        <translation>集群正在被驱逐</translation>
    </message>
    <message>
        <source>{number} cluster(s) is in the process of eviction</source>
        <translation>{number} 个集群正在被驱逐</translation>
    </message>
    <message>
        <source>cluster(s) did not have provider property</source>
        <translation>集群没有 provider 属性</translation>
    </message>
    <message>
        <source>{number} cluster(s) did not have provider property</source>
        <translation>{number} 个集群没有 provider 属性</translation>
    </message>
    <message>
        <source>cluster(s) did not have region property</source>
        <translation>集群没有 region 属性</translation>
    </message>
    <message>
        <source>{number} cluster(s) did not have region property</source>
        <translation>{number} 个集群没有 region 属性</translation>
    </message>
    <message>
        <source>cluster(s) did not have zones property</source>
        <translation>集群没有 zones 属性</translation>
    </message>
    <message>
        <source>{number} cluster(s) did not have zones property</source>
        <translation>{number} 个集群没有 zones 属性</translation>
    </message>
    <message>
        <source>cluster(s) had untolerated taint {{text}}</source>
        <translation>集群有不能容忍的污点 {{text}}</translation>
    </message>
    <message>
        <source>{number} cluster(s) had untolerated taint {{text}}</source>
        <translation>{number} 个集群有不能容忍的污点 {{text}}</translation>
    </message>
    <message>
        <source>ResourceBinding with the same affinity group does not target this cluster</source>
        <translation>同一亲和性分组的 ResourceBinding 不以这个集群为目标</translation>
    </message>
    <message>
        <source>{number} ResourceBinding with the same affinity group does not target this cluster</source>
        <translation>{number} 个集群：同一亲和性分组的 ResourceBinding 不以这个集群为目标</translation>
    </message>
    <message>
        <source>cluster already has workload with the same anti-affinity group</source>
        <translation>集群已有同一反亲和性分组的工作负载</translation>
    </message>
    <message>
        <source>{number} cluster already has workload with the same anti-affinity group</source>
        <translation>{number} 个集群：集群已有同一反亲和性分组的工作负载</translation>
    </message>
    <message>
        <source>0/0 clusters are available: no cluster exists.</source>
        <translation>没有集群可用：没有任何集群。</translation>
    </message>
    <message>
        <source>0/{number} clusters are available: {reasons}.</source>
        <translation>{number} 个集群中没有可用的：{reasons}。</translation>
    </message>
    <message>
        <source>Binding has been scheduled successfully.</source>
        <translation>绑定已调度成功。</translation>
    </message>
    <message>
        <source>failed to assign replicas: {reason}</source>
        <translation>分配副本失败：{reason}</translation>
    </message>
    <message>
        <source>failed to select clusters: {reason}</source>
        <translation>选择集群失败：{reason}</translation>
    </message>
    <message>
        <source>failed to do fresh scale: {reason}</source>
        <translation>重新分配失败：{reason}</translation>
    </message>
    <message>
        <source>failed to scale down: {reason}</source>
        <translation>缩容失败：{reason}</translation>
    </message>
    <message>
        <source>failed to scale up: {reason}</source>
        <translation>扩容失败：{reason}</translation>
    </message>
    <message>
        <source>no clusters available to schedule</source>
        <translation>没有可调度的集群</translation>
    </message>
    <message>
        <source>Clusters available replicas {number} are not enough to schedule.</source>
        <translation>集群可用的副本数 {number} 不足以调度。</translation>
    </message>
    <message>
        <source>Clusters available replicas are not enough to schedule.</source>
        <translation>集群可用的副本数不足以调度。</translation>
    </message>
    <message>
        <source>unsupported replica scheduling strategy, replicaSchedulingType: {text}, replicaDivisionPreference: {text2}, please try another scheduling strategy</source>
        <translation>不支持的副本调度策略：replicaSchedulingType: {text}，replicaDivisionPreference: {text2}，请换一种调度策略</translation>
    </message>
    <message>
        <source>the number of feasible clusters is less than spreadConstraint.MinGroups</source>
        <translation>可行的集群数小于 spreadConstraint.MinGroups</translation>
    </message>
    <message>
        <source>the number of feasible region is less than spreadConstraint.MinGroups</source>
        <translation>可行的地域数小于 spreadConstraint.MinGroups</translation>
    </message>
    <message>
        <source>the number of clusters is less than the cluster spreadConstraint.MinGroups</source>
        <translation>集群数小于集群的 spreadConstraint.MinGroups</translation>
    </message>
    <message>
        <source>no enough resource when selecting {number} clusters</source>
        <translation>选择 {number} 个集群时资源不足</translation>
    </message>
    <message>
        <source>just support cluster and region spread constraint</source>
        <translation>只支持按集群和地域的分布约束</translation>
    </message>
    <message>
        <source>Clusters available replicas {number} are not enough to schedule</source>
        <translation>集群可用的副本数 {number} 不足以调度</translation>
    </message>
    <message>
        <source>Clusters available replicas are not enough to schedule</source>
        <translation>集群可用的副本数不足以调度</translation>
    </message>
    <message>
        <source>0/{number} clusters are available: {reasons}</source>
        <translation>{number} 个集群中没有可用的：{reasons}</translation>
    </message>
</context>
<context>
    <name>kube</name>
    <message>
        <source>The answer is no object: it has no name.</source>
        <translation>应答不是对象：它没有名称。</translation>
    </message>
    <message>
        <source>The document has more than {number} schemas; the rest is left out.</source>
        <translation>该文档的 schema 超过 {number} 个；其余的被略去。</translation>
    </message>
    <message>
        <source>The reference {name} leads to nothing that the document describes.</source>
        <translation>引用 {name} 指向的内容在该文档中没有描述。</translation>
    </message>
    <message>
        <source>Schemas deeper than {number} levels are left out.</source>
        <translation>嵌套超过 {number} 层的 schema 被略去。</translation>
    </message>
    <message>
        <source>This is no OpenAPI document: it has neither components nor definitions.</source>
        <translation>这不是 OpenAPI 文档：它既没有 components 也没有 definitions。</translation>
    </message>
    <message>
        <source>The answer does not say which schemas there are.</source>
        <translation>应答没有说明有哪些 schema。</translation>
    </message>
    <message>
        <source>The server publishes no schemas of {name}.</source>
        <translation>服务器没有发布 {name} 的 schema。</translation>
    </message>
    <message>
        <source>The server name of the TLS settings is no name of a host.</source>
        <translation>TLS 设置中的服务器名不是主机名。</translation>
    </message>
    <message>
        <source>This connection only reads.</source>
        <translation>这个连接只读。</translation>
    </message>
    <message>
        <source>The header {name} cannot be sent: a control character stands in its value.</source>
        <translation>标头 {name} 不能发送：它的值中有控制字符。</translation>
    </message>
    <message>
        <source>The server does not accept the credentials. Log in again.</source>
        <translation>服务器不接受这些凭据。请重新登录。</translation>
    </message>
    <message>
        <source>The clock here is off by {number} s: the server's says {name}.</source>
        <translation>本机时钟相差 {number} 秒：服务器的时钟显示 {name}。</translation>
    </message>
    <message>
        <source>The client certificate of the user {name} was valid until {name2}.</source>
        <translation>用户 {name} 的客户端证书有效期已于 {name2} 结束。</translation>
    </message>
    <message>
        <source>The client certificate of the user {name} is valid only until {name2}.</source>
        <translation>用户 {name} 的客户端证书有效期只到 {name2}。</translation>
    </message>
    <message>
        <source>Log in again, or fetch the kubeconfig anew.</source>
        <translation>请重新登录，或重新获取 kubeconfig。</translation>
    </message>
    <message>
        <source>The server does not allow this.</source>
        <translation>服务器不允许这样做。</translation>
    </message>
    <message>
        <source>The server does not have this.</source>
        <translation>服务器上没有这个对象。</translation>
    </message>
    <message>
        <source>The object is there already.</source>
        <translation>对象已经存在。</translation>
    </message>
    <message>
        <source>The object was changed by someone else, or a field belongs to another manager.</source>
        <translation>对象已被别人修改，或某个字段属于另一个管理者。</translation>
    </message>
    <message>
        <source>The server no longer keeps the state that was asked for.</source>
        <translation>服务器已不再保留所请求的状态。</translation>
    </message>
    <message>
        <source>The server finds the request not valid.</source>
        <translation>服务器认为请求无效。</translation>
    </message>
    <message>
        <source>The server does not offer this.</source>
        <translation>服务器不提供这项功能。</translation>
    </message>
    <message>
        <source>The object is larger than the server takes.</source>
        <translation>对象超过服务器接受的大小。</translation>
    </message>
    <message>
        <source>The server has too much to do and asks to wait.</source>
        <translation>服务器过忙，要求等待。</translation>
    </message>
    <message>
        <source>The server did not finish in time.</source>
        <translation>服务器没有按时完成。</translation>
    </message>
    <message>
        <source>The server failed.</source>
        <translation>服务器出错。</translation>
    </message>
    <message>
        <source>The server cannot serve this now.</source>
        <translation>服务器目前不能提供这项服务。</translation>
    </message>
    <message>
        <source>The server answered with code {number}.</source>
        <translation>服务器的回答是代码 {number}。</translation>
    </message>
    <message>
        <source>The server answered with code {number} and more than {number2} MiB.</source>
        <translation>服务器的回答是代码 {number}，并且超过 {number2} MiB。</translation>
    </message>
    <message>
        <source>It says: {text}</source>
        <translation>它说：{text}</translation>
    </message>
    <message>
        <source>Berth does not send this request: its path is not that of an API.</source>
        <translation>Berth 不发送这个请求：它的路径不是 API 的路径。</translation>
    </message>
    <message>
        <source>Berth does not send this request: it leads into a pod, a node or a service.</source>
        <translation>Berth 不发送这个请求：它通向 Pod、节点或 Service 的内部。</translation>
    </message>
    <message>
        <source>Berth does not send this request: it would change the cluster, and this connection only reads.</source>
        <translation>Berth 不发送这个请求：它会改动集群，而这个连接只读。</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>请求已取消。</translation>
    </message>
    <message>
        <source>The server's certificate was valid until {name}; the clock here says {name2}.</source>
        <translation>服务器证书的有效期到 {name} 为止；本机时钟为 {name2}。</translation>
    </message>
    <message>
        <source>The server's certificate is valid from {name} on; the clock here says {name2}.</source>
        <translation>服务器证书从 {name} 起有效；本机时钟为 {name2}。</translation>
    </message>
    <message>
        <source>The server's certificate comes from an authority that the kubeconfig does not name. Fetch the kubeconfig anew if the cluster's authority was replaced.</source>
        <translation>服务器证书来自 kubeconfig 没有写明的颁发机构。如果集群更换了颁发机构，请重新获取 kubeconfig。</translation>
    </message>
    <message>
        <source>no host</source>
        <translation>没有任何主机</translation>
    </message>
    <message>
        <source>The server's certificate is for {names}, and not for {name}. If it is the right server, write one of its names as `tls-server-name`.</source>
        <translation>服务器证书属于 {names}，不属于 {name}。如果服务器没有错，请把其中一个名称写为 `tls-server-name`。</translation>
    </message>
    <message>
        <source>The headers of the answer have more than {number} KiB.</source>
        <translation>回答的标头超过 {number} KiB。</translation>
    </message>
    <message>
        <source>This is no Kubernetes API: a page for people came back. Check the server's address, and whether a portal wants a login.</source>
        <translation>这不是 Kubernetes API：返回的是给人看的网页。请检查服务器地址，以及是否有门户要求登录。</translation>
    </message>
    <message>
        <source>The answer has more than {number} MiB, and is not read.</source>
        <translation>回答超过 {number} MiB，不再读取。</translation>
    </message>
    <message>
        <source>The answer is packed more than {number} times, as no list of objects is, and is not read.</source>
        <translation>回答的压缩比超过 {number} 倍，对象列表不会如此，不再读取。</translation>
    </message>
    <message>
        <source>The server did not end the stream within {number} s.</source>
        <translation>服务器没有在 {number} 秒内结束数据流。</translation>
    </message>
    <message>
        <source>The server did not answer within {number} s.</source>
        <translation>服务器没有在 {number} 秒内回答。</translation>
    </message>
    <message>
        <source>The server began to answer, and then sent fewer than {number} bytes in {number2} s.</source>
        <translation>服务器开始回答后，在 {number2} 秒内发送的数据不足 {number} 字节。</translation>
    </message>
    <message>
        <source>The server does not speak TLS at this port. Check the port, or whether it is http://.</source>
        <translation>服务器在这个端口上不使用 TLS。请检查端口，或是否应为 http://。</translation>
    </message>
    <message>
        <source>The server does not take the client certificate. Log in again, or fetch the kubeconfig anew.</source>
        <translation>服务器不接受客户端证书。请重新登录，或重新获取 kubeconfig。</translation>
    </message>
    <message>
        <source>The server ended the TLS handshake with alert {number}.</source>
        <translation>服务器以警报 {number} 结束了 TLS 握手。</translation>
    </message>
    <message>
        <source>The server ended the connection during the TLS handshake.</source>
        <translation>服务器在 TLS 握手期间断开了连接。</translation>
    </message>
    <message>
        <source>No TLS connection came about: {text}.</source>
        <translation>没有建立 TLS 连接：{text}。</translation>
    </message>
    <message>
        <source>The proxy {name} lets nothing through: it answers with code {number}.</source>
        <translation>代理 {name} 不放行：它的回答是代码 {number}。</translation>
    </message>
    <message>
        <source>The proxy {name} lets nothing through: it answers with code {number}, and wants a login.</source>
        <translation>代理 {name} 不放行：它的回答是代码 {number}，要求登录。</translation>
    </message>
    <message>
        <source>The name {name} cannot be resolved.</source>
        <translation>名称 {name} 无法解析。</translation>
    </message>
    <message>
        <source>The name of the proxy {name} cannot be resolved.</source>
        <translation>代理的名称 {name} 无法解析。</translation>
    </message>
    <message>
        <source>The proxy {name} lets nothing through.</source>
        <translation>代理 {name} 不放行。</translation>
    </message>
    <message>
        <source>The proxy {name} cannot be reached.</source>
        <translation>无法连接到代理 {name}。</translation>
    </message>
    <message>
        <source>The proxy {name} does not answer as a proxy does. It is set by {text}.</source>
        <translation>代理 {name} 的回答不是代理应有的回答。它由 {text} 设置。</translation>
    </message>
    <message>
        <source>No connection to {name} came about within {number} s by way of the proxy {name2}. It is set by {text}.</source>
        <translation>没有在 {number} 秒内经代理 {name2} 与 {name} 建立连接。该代理由 {text} 设置。</translation>
    </message>
    <message>
        <source>Nobody answers at {name}.</source>
        <translation>{name} 没有响应。</translation>
    </message>
    <message>
        <source>No connection to {name} came about within {number} s.</source>
        <translation>没有在 {number} 秒内与 {name} 建立连接。</translation>
    </message>
    <message>
        <source>The answer is packed and cannot be unpacked.</source>
        <translation>回答经过压缩，无法解压。</translation>
    </message>
    <message>
        <source>One header of the answer is longer than is read.</source>
        <translation>回答中有一个标头过长。</translation>
    </message>
    <message>
        <source>This is no Kubernetes API: the answer is not HTTP.</source>
        <translation>这不是 Kubernetes API：回答不是 HTTP。</translation>
    </message>
    <message>
        <source>The connection ended before the answer did.</source>
        <translation>连接在回答结束之前断开。</translation>
    </message>
    <message>
        <source>The server sends the request elsewhere ({text}), and Berth does not follow. Check the server's address.</source>
        <translation>服务器把请求转向别处（{text}），Berth 不跟随。请检查服务器地址。</translation>
    </message>
    <message>
        <source>The server wants TLS at this port: write https://.</source>
        <translation>服务器在这个端口上要求 TLS：请写 https://。</translation>
    </message>
    <message>
        <source>{first}; or {second}.</source>
        <translation>{first}；或{second}。</translation>
    </message>
    <message>
        <source>Set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile.</source>
        <translation>请设 maxSurge: 0 和 maxUnavailable: 1，期间少一个副本。</translation>
    </message>
    <message>
        <source>Free a node, or roll back.</source>
        <translation>请腾出一个节点，或回滚。</translation>
    </message>
    <message>
        <source>Raise the maximum of pool {name} from {number} to {number2}.</source>
        <translation>请把节点池 {name} 的上限从 {number} 提高到 {number2}。</translation>
    </message>
    <message>
        <source>Raise the maximum of pool {name} from {number} to {number2} and {more}.</source>
        <translation>请把节点池 {name} 的上限从 {number} 提高到 {number2}，并{more}。</translation>
    </message>
    <message>
        <source>Free addresses in the vSwitches of pool {name} in {name2}.</source>
        <translation>请在 {name2} 中节点池 {name} 的交换机里释放地址。</translation>
    </message>
    <message>
        <source>Free addresses in the vSwitches of pool {name} in {name2} and {more}.</source>
        <translation>请在 {name2} 中节点池 {name} 的交换机里释放地址，并{more}。</translation>
    </message>
    <message>
        <source>Wait for stock of spot {name} in {name2} (now {stock}).</source>
        <translation>请等待 {name2} 的抢占式 {name} 有库存（现在：{stock}）。</translation>
    </message>
    <message>
        <source>Wait for stock of {name} in {name2} (now {stock}).</source>
        <translation>请等待 {name2} 的 {name} 有库存（现在：{stock}）。</translation>
    </message>
    <message>
        <source>Wait for stock of spot {name} in {name2} (now {stock}) and {more}.</source>
        <translation>请等待 {name2} 的抢占式 {name} 有库存（现在：{stock}），并{more}。</translation>
    </message>
    <message>
        <source>Wait for stock of {name} in {name2} (now {stock}) and {more}.</source>
        <translation>请等待 {name2} 的 {name} 有库存（现在：{stock}），并{more}。</translation>
    </message>
    <message>
        <source>Ask for more of quota {name}.</source>
        <translation>请申请更多配额 {name}。</translation>
    </message>
    <message>
        <source>{object} is not read among the manifests.</source>
        <translation>{object} 不从清单中读取。</translation>
    </message>
    <message>
        <source>Hand it in with --previous to say where the replicas are.</source>
        <translation>要说明副本现在在哪里，请用 --previous 提供它。</translation>
    </message>
    <message>
        <source>{object} is not read: what it adds to pods is not counted.</source>
        <translation>{object} 不被读取：它给 Pod 添加的内容未计入。</translation>
    </message>
    <message>
        <source>Write its amounts into the pod template to count them.</source>
        <translation>要计入，请把它的量写入 Pod 模板。</translation>
    </message>
    <message>
        <source>{object} is not read among the manifests: what the snapshot&apos;s clusters have of the kind counts.</source>
        <translation>{object} 不从清单中读取：以快照中各集群已有的这类对象为准。</translation>
    </message>
    <message>
        <source>Put it into the dumps of the clusters that get it to have it counted.</source>
        <translation>要计入，请把它放入将得到它的集群的导出中。</translation>
    </message>
    <message>
        <source>{object} has no pod template where one is looked for (spec.template, spec.jobTemplate.spec.template), so it is passed by.</source>
        <translation>{object} 在查找的位置（spec.template、spec.jobTemplate.spec.template）没有 Pod 模板，因此跳过。</translation>
    </message>
    <message>
        <source>If its controller makes pods, hand in the Deployment or other workload that it makes.</source>
        <translation>如果它的控制器会创建 Pod，请提供它所创建的 Deployment 或其他工作负载。</translation>
    </message>
    <message>
        <source>The spread constraint by region has no maxGroups, which the scheduler reads as 0 regions: it places nothing.</source>
        <translation>按区域的分布约束没有 maxGroups，调度器当作 0 个区域：什么也不放置。</translation>
    </message>
    <message>
        <source>Write maxGroups: how many regions at most.</source>
        <translation>请写 maxGroups：最多几个区域。</translation>
    </message>
    <message>
        <source>The spread constraint by cluster has no maxGroups, which the scheduler reads as 0: of each region that it chooses it takes one cluster only.</source>
        <translation>按集群的分布约束没有 maxGroups，调度器当作 0：在选中的每个区域里只取一个集群。</translation>
    </message>
    <message>
        <source>The spread constraint by cluster has no maxGroups, which the scheduler reads as 0 clusters: it places nothing.</source>
        <translation>按集群的分布约束没有 maxGroups，调度器当作 0 个集群：什么也不放置。</translation>
    </message>
    <message>
        <source>Write maxGroups: how many clusters at most.</source>
        <translation>请写 maxGroups：最多几个集群。</translation>
    </message>
    <message>
        <source>The PriorityClass has no value.</source>
        <translation>这个 PriorityClass 没有 value。</translation>
    </message>
    <message>
        <source>Add value, as in value: 1000.</source>
        <translation>请加上 value，例如 value: 1000。</translation>
    </message>
    <message>
        <source>The value is above 1000000000, which only classes of the system may have.</source>
        <translation>value 大于 1000000000，只有系统的类可以这样。</translation>
    </message>
    <message>
        <source>Write a lower one.</source>
        <translation>请写小一些的值。</translation>
    </message>
    <message>
        <source>In {name} only {number} of {replicas} gets the new pod template: the partition leaves the others with the old one.</source>
        <translation>{name} 中{replicas}里只有 {number} 个得到新的 Pod 模板：partition 让其余的保留旧模板。</translation>
    </message>
    <message>
        <source>In {name} only {number} of {replicas} get the new pod template: the partition leaves the others with the old one.</source>
        <translation>{name} 中{replicas}里只有 {number} 个得到新的 Pod 模板：partition 让其余的保留旧模板。</translation>
    </message>
    <message>
        <source>Lower partition in updateStrategy.rollingUpdate to update them, too.</source>
        <translation>要也更新它们，请调低 updateStrategy.rollingUpdate 的 partition。</translation>
    </message>
    <message>
        <source>Remove /spec/replicas from the override, or make room for that number.</source>
        <translation>请从覆盖策略中去掉 /spec/replicas，或为该数目腾出空间。</translation>
    </message>
    <message>
        <source>Query the stock&apos;s count before applying, or reserve instances.</source>
        <translation>应用前请查询库存数量，或预留实例。</translation>
    </message>
    <message>
        <source>Have the fleet schedule it anew, or make room there.</source>
        <translation>请让舰队重新调度它，或在那里腾出空间。</translation>
    </message>
    <message>
        <source>Raise the namespace&apos;s ResourceQuota there, or ask for fewer replicas.</source>
        <translation>请提高那里命名空间的 ResourceQuota，或减少副本。</translation>
    </message>
    <message>
        <source>Loosen the rule among the replicas, make room there, or ask for fewer replicas.</source>
        <translation>请放宽副本之间的规则、在那里腾出空间，或减少副本。</translation>
    </message>
    <message>
        <source>Ask for fewer replicas at once, or expect a second wait.</source>
        <translation>请一次少要一些副本，或预计要再等一次。</translation>
    </message>
    <message>
        <source>The API server will refuse this apply: {name} of {name2} {name3} is not what the object in the fleet has, and nobody may change it. What is shown is what runs, which stays.</source>
        <translation>API 服务器会拒绝这次应用：{name2} {name3} 的 {name} 与舰队中对象的不同，而该字段不可修改。所显示的是正在运行的，它保持不变。</translation>
    </message>
    <message>
        <source>Keep {name} as it is, or give the Job another name: the old one runs on beside it.</source>
        <translation>请保持 {name} 不变，或给 Job 换一个名字：旧的会在旁边继续运行。</translation>
    </message>
    <message>
        <source>Keep {name} as it is, or delete the StatefulSet with --cascade=orphan first and apply it then: its pods stay, unless the selector changes.</source>
        <translation>请保持 {name} 不变，或先用 --cascade=orphan 删除 StatefulSet 再应用：除非选择器改变，Pod 会保留。</translation>
    </message>
    <message>
        <source>Keep {name} as it is, or apply it under another name and delete the old one: its pods go with it.</source>
        <translation>请保持 {name} 不变，或换个名字应用再删除旧的：旧的 Pod 会随之消失。</translation>
    </message>
    <message>
        <source>{replicas} of {name} {name2} runs already ({list}), and the snapshot holds no ResourceBinding of it, so how the engine divided it before is not known. It is taken for a first placement, for which a division by capacity wants room besides those that run.</source>
        <translation>{name} {name2} 已有{replicas}在运行（{list}），而快照中没有它的 ResourceBinding，因此引擎先前如何划分未知。这里当作首次放置：按容量划分时，除运行中的副本外还需要空间。</translation>
    </message>
    <message>
        <source>{replicas} of {name} {name2} run already ({list}), and the snapshot holds no ResourceBinding of it, so how the engine divided it before is not known. It is taken for a first placement, for which a division by capacity wants room besides those that run.</source>
        <translation>{name} {name2} 已有{replicas}在运行（{list}），而快照中没有它的 ResourceBinding，因此引擎先前如何划分未知。这里当作首次放置：按容量划分时，除运行中的副本外还需要空间。</translation>
    </message>
    <message>
        <source>Add what `kubectl get resourcebindings -A -o yaml` prints on the fleet to the snapshot, or hand it in with --previous.</source>
        <translation>请把在舰队上执行 `kubectl get resourcebindings -A -o yaml` 的输出加入快照，或用 --previous 提供。</translation>
    </message>
    <message>
        <source>Group {name} of {name2} {name3} scales itself between {number} and {pods}; this answer is for {number2}.</source>
        <translation>{name2} {name3} 的组 {name} 在 {number} 到 {pods}之间自行伸缩；这个结果按 {number2} 个计算。</translation>
    </message>
    <message>
        <source>Group {name} of {name2} {name3} scales itself from {pods} on without an upper end; this answer is for {number}.</source>
        <translation>{name2} {name3} 的组 {name} 从 {pods}起自行伸缩，没有上限；这个结果按 {number} 个计算。</translation>
    </message>
    <message>
        <source>It is in {name} {name2}.</source>
        <translation>它在 {name} {name2} 中。</translation>
    </message>
    <message>
        <source>Ask for its most pods in the manifest, too, to see whether that fits.</source>
        <translation>请在清单中也按其最多的 Pod 数问一次，看是否放得下。</translation>
    </message>
    <message>
        <source>Ask for its fewest pods in the manifest, too, to see what stays bought.</source>
        <translation>请在清单中也按其最少的 Pod 数问一次，看保留购买多少。</translation>
    </message>
    <message>
        <source>Write true or false, without quotes.</source>
        <translation>请写 true 或 false，不加引号。</translation>
    </message>
    <message>
        <source>Write a whole number, without quotes.</source>
        <translation>请写整数，不加引号。</translation>
    </message>
    <message>
        <source>Put &quot;- &quot; before each item.</source>
        <translation>请在每一项前加 &quot;- &quot;。</translation>
    </message>
    <message>
        <source>Write its fields below it, one a line.</source>
        <translation>请在它下面写各字段，每行一个。</translation>
    </message>
    <message>
        <source>The value of {name} is not a text.</source>
        <translation>{name} 的值不是文本。</translation>
    </message>
    <message>
        <source>{version} has no kind {name}.</source>
        <translation>{version} 没有 {name} 这一类型。</translation>
    </message>
    <message>
        <source>Write apiVersion: {name}.</source>
        <translation>请写 apiVersion: {name}。</translation>
    </message>
    <message>
        <source>No node and no node pool of the fleet offers {name}.</source>
        <translation>舰队中没有节点或节点池提供 {name}。</translation>
    </message>
    <message>
        <source>The file is empty. Name a snapshot, or a folder of dumps.</source>
        <translation>文件是空的。请指定快照或导出文件夹。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It counts what the nodes take, not what the namespace&apos;s quota still admits.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它只计算节点能放多少，不看命名空间的配额还允许多少。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It asks each cluster alone and does not see what they share.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它分别询问每个集群，看不到它们共用什么。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. An override changes the number after the division.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。有覆盖规则在划分之后更改了数量。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It counts on stock or cards that nobody has promised.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它计入了没有保证的库存或卡。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It leaves with a cluster what it gave it before, whether that has a node or not.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它把先前分给集群的副本留在那里，不管是否有节点。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It counts what GOATScaler could add in every zone, and GOATScaler does not look at volumes: not in each of them the pods&apos; volume can be mounted.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它计入 GOATScaler 在每个可用区可能加的节点，而 GOATScaler 不看卷：并非每个可用区都能挂载这些 Pod 的卷。</translation>
    </message>
    <message>
        <source>Keep the pools there to the volume&apos;s zone, or ask for fewer replicas.</source>
        <translation>请把那里的节点池限制在卷所在的可用区，或减少副本数。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It counts what the nodes sum up to, not the rules among the replicas (anti-affinity, topology spread) nor single cards (gpu-mem).</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它只计算节点的总量，不看副本之间的规则（反亲和、拓扑分布），也不看单张卡（gpu-mem）。</translation>
    </message>
    <message>
        <source>If it is an update: {reason}</source>
        <translation>如果它是更新：{reason}</translation>
    </message>
    <message>
        <source>{name}: {reason}; change the pod&apos;s requests and limits, or the limit range</source>
        <translation>{name}：{reason}；请修改 Pod 的请求量和上限，或修改 LimitRange</translation>
    </message>
    <message>
        <source>{name}: {reason}; name the runtime class, or take spec.overhead away</source>
        <translation>{name}：{reason}；请写明 RuntimeClass，或去掉 spec.overhead</translation>
    </message>
    <message>
        <source>{name}: {reason}; take spec.overhead away: the class sets it</source>
        <translation>{name}：{reason}；请去掉 spec.overhead：由这个类设置</translation>
    </message>
    <message>
        <source>{name}: {reason}; take {name2} out of the nodeSelector</source>
        <translation>{name}：{reason}；请从 nodeSelector 中去掉 {name2}</translation>
    </message>
    <message>
        <source>namespace {name} is being deleted</source>
        <translation>命名空间 {name} 正在被删除</translation>
    </message>
    <message>
        <source>make it anew once it is gone (`kubectl get namespace {name}` says what it waits for), or name another</source>
        <translation>等它删除完再重新创建（`kubectl get namespace {name}` 会说明它在等什么），或写另一个命名空间</translation>
    </message>
    <message>
        <source>Pod Security of the namespace (enforce {name}) turns away pods that ask for {names}</source>
        <translation>命名空间的 Pod Security（enforce={name}）会拒绝要求 {names} 的 Pod</translation>
    </message>
    <message>
        <source>take that out of the pod template, or label the namespace pod-security.kubernetes.io/enforce=privileged</source>
        <translation>从 Pod 模板中去掉它，或给命名空间加标签 pod-security.kubernetes.io/enforce=privileged</translation>
    </message>
    <message>
        <source>pods that state an overhead and no runtime class are turned away</source>
        <translation>写明 overhead 而没有 RuntimeClass 的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>pods of runtime class {name} are turned away: there is none of that name</source>
        <translation>RuntimeClass 为 {name} 的 Pod 会被拒绝：没有这个名称的类</translation>
    </message>
    <message>
        <source>pods of priority class {name} are turned away: there is none of that name</source>
        <translation>PriorityClass 为 {name} 的 Pod 会被拒绝：没有这个名称的类</translation>
    </message>
    <message>
        <source>pods whose priority of {number} is not that of their priority class {name}, {number2}, are turned away</source>
        <translation>priority 为 {number} 而其 PriorityClass {name} 的值是 {number2}，这样的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>pods whose priority of {number} is not that of pods without a class, {number2}, are turned away</source>
        <translation>priority 为 {number} 而没有 PriorityClass 的 Pod 应为 {number2}，这样的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>take spec.priority out of the pod template: the class sets it</source>
        <translation>请从 Pod 模板中去掉 spec.priority：它由 PriorityClass 设置</translation>
    </message>
    <message>
        <source>pods whose preemptionPolicy {name} is not that of their priority class {name2}, {name3}, are turned away</source>
        <translation>preemptionPolicy 为 {name} 而其 PriorityClass {name2} 的是 {name3}，这样的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>pods whose preemptionPolicy {name} is not that of pods without a class, {name2}, are turned away</source>
        <translation>preemptionPolicy 为 {name} 而没有 PriorityClass 的 Pod 应为 {name2}，这样的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>take spec.preemptionPolicy out of the pod template: the class sets it</source>
        <translation>请从 Pod 模板中去掉 spec.preemptionPolicy：它由 PriorityClass 设置</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away claims of template {name2}, whose storage is above its maximum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝模板 {name2} 的 PVC：存储容量高于它的上限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away claims of template {name2}, whose storage is below its minimum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝模板 {name2} 的 PVC：存储容量低于它的下限 {name3}</translation>
    </message>
    <message>
        <source>change the template&apos;s storage request, or the limit range</source>
        <translation>请修改模板的存储请求量，或修改 LimitRange</translation>
    </message>
    <message>
        <source>pods whose overhead is not that of their runtime class {name} are turned away</source>
        <translation>overhead 与其 RuntimeClass {name} 不同的 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>pods of runtime class {name} are turned away: it selects nodes by {name2}, and their own nodeSelector says {name3}</source>
        <translation>RuntimeClass 为 {name} 的 Pod 会被拒绝：它按 {name2} 选择节点，而它们自己的 nodeSelector 写的是 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods that state no {name2} request, of which it wants at least {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：没有写明 {name2} 请求量，而它至少要求 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods whose {name2} is below its minimum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：{name2} 低于它的下限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods that state no {name2} limit, which it caps at {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：没有写明 {name2} 上限，而它的上限是 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods whose {name2} is above its maximum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：{name2} 高于它的上限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods that do not state both a request and a limit of {name2}, whose ratio it caps</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：没有同时写明 {name2} 的请求量和上限，而它限制两者之比</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods whose {name2} limit is more than {name3} times its request</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：{name2} 上限超过请求量的 {name3} 倍</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers that state no {name2} request, of which it wants at least {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有写明 {name2} 请求量，而它至少要求 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers whose {name2} is below its minimum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 低于它的下限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers that state no {name2} limit, which it caps at {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有写明 {name2} 上限，而它的上限是 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers whose {name2} is above its maximum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 高于它的上限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers that do not state both a request and a limit of {name2}, whose ratio it caps</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有同时写明 {name2} 的请求量和上限，而它限制两者之比</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with containers whose {name2} limit is more than {name3} times its request</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 上限超过请求量的 {name3} 倍</translation>
    </message>
    <message>
        <source>replicas: {number} is outside of minReplicas and maxReplicas; KubeRay runs {number2}.</source>
        <translation>replicas: {number} 不在 minReplicas 和 maxReplicas 之间；KubeRay 会运行 {number2} 个。</translation>
    </message>
    <message>
        <source>Write a number within the bounds, or move them.</source>
        <translation>请写界限内的数，或移动界限。</translation>
    </message>
    <message>
        <source>An update that was applied before is under way in {name}: of {replicas}, {number} so far with the new pod template.</source>
        <translation>{name} 中先前应用的更新仍在进行：{replicas}中已有 {number} 个以新的 Pod 模板运行。</translation>
    </message>
    <message>
        <source>An update that was applied before is under way in {name}: which of its pods have the new pod template is not told, so what it takes is shown as if none had.</source>
        <translation>{name} 中先前应用的更新仍在进行：不知道哪些 Pod 已是新的 Pod 模板，因此按都还不是来显示它所需要的。</translation>
    </message>
    <message>
        <source>Watch it with `kubectl rollout status` there until it ends.</source>
        <translation>请在那里用 `kubectl rollout status` 观察，直到它结束。</translation>
    </message>
    <message>
        <source>{name} {name2} is finished: no completion is left, or it failed. Applying it again starts no pod.</source>
        <translation>{name} {name2} 已经结束：没有剩余的完成数，或者它已失败。再次应用不会启动任何 Pod。</translation>
    </message>
    <message>
        <source>Delete it first to run it again.</source>
        <translation>如需再次运行，请先删除它。</translation>
    </message>
    <message>
        <source>Whether this replaces the pods that run is not known: the snapshot does not tell what {name} of the pod template was, as those of older versions do not. What an update would take is shown as if it were one.</source>
        <translation>这是否会替换正在运行的 Pod 不得而知：快照没有说明 Pod 模板的 {name} 原来是什么，旧版本的快照都不说明。这里按更新来显示它所需要的。</translation>
    </message>
    <message>
        <source>Take the snapshot again.</source>
        <translation>请重新获取快照。</translation>
    </message>
    <message>
        <source>Whether this replaces the pods that run is not known: the snapshot holds no object that tells, and of the pods some differ from the pod template in {name}, which others may have written. What an update would take is shown as if it were one.</source>
        <translation>这是否会替换正在运行的 Pod 不得而知：快照中没有能说明的对象，而部分 Pod 的 {name} 与 Pod 模板不同，也可能是由别的组件写入的。这里按更新来显示它所需要的。</translation>
    </message>
    <message>
        <source>The pods of {name} {name2} that run in {list} differ from the pod template, so this is taken for an update: the snapshot holds no object that tells.</source>
        <translation>{name} {name2} 在 {list} 中运行的 Pod 与 Pod 模板不同，因此按更新处理：快照中没有能说明的对象。</translation>
    </message>
    <message>
        <source>Whether {name} {name2} changes {list} of its pods in {list2} is not known, and what an update would take is not counted: the snapshot holds no object that tells, and of pods it keeps no values of these.</source>
        <translation>{name} {name2} 在 {list2} 中是否更改其 Pod 的 {list} 不得而知，更新所需要的没有计入：快照中没有可以说明的对象，也不保留 Pod 的这些值。</translation>
    </message>
    <message>
        <source>Whether {name} {name2} changes its image in {list} is not known, and what an update would take is not counted: the snapshot holds neither the object nor the image of its pods.</source>
        <translation>{name} {name2} 在 {list} 中是否更换镜像不得而知，更新所需要的没有计入：快照中既没有这个对象，也没有其 Pod 的镜像。</translation>
    </message>
    <message>
        <source>The pod template that {name} {name2} runs with in {list} is not known: the snapshot holds neither the object nor its pods, so whether this is an update, and what that would take, is unknown.</source>
        <translation>{name} {name2} 在 {list} 中运行时所用的 Pod 模板不得而知：快照中既没有这个对象，也没有它的 Pod，因此这是否为更新、更新需要什么都是未知的。</translation>
    </message>
    <message>
        <source>Add what `kubectl get {name} -A -o yaml` prints on the fleet to the snapshot.</source>
        <translation>请把在舰队上执行 `kubectl get {name} -A -o yaml` 的输出加入快照。</translation>
    </message>
    <message>
        <source>The Kubernetes version of {clusters} drops the pod&apos;s own spec.resources, so it is not counted there.</source>
        <translation>{clusters} 的 Kubernetes 版本会丢弃 Pod 自身的 spec.resources，因此那里不计入。</translation>
    </message>
    <message>
        <source>State requests and limits at the containers.</source>
        <translation>请把请求量和上限写在容器上。</translation>
    </message>
    <message>
        <source>The Kubernetes version of {clusters} reads the pod&apos;s own spec.resources only with the feature gate PodLevelResources, which is off by default, so it is not counted there.</source>
        <translation>{clusters} 的 Kubernetes 版本只有打开特性门控 PodLevelResources（默认关闭）才读取 Pod 自身的 spec.resources，因此那里不计入。</translation>
    </message>
    <message>
        <source>State requests and limits at the containers, or upgrade to 1.34.</source>
        <translation>请把请求量和上限写在容器上，或升级到 1.34。</translation>
    </message>
    <message>
        <source>The pod&apos;s own spec.resources is counted in {clusters}, whose Kubernetes version is not known; before 1.34 it counts nothing by default.</source>
        <translation>{clusters} 的 Kubernetes 版本未知，那里计入了 Pod 自身的 spec.resources；1.34 之前它默认不起作用。</translation>
    </message>
    <message>
        <source>State kubernetesVersion of the cluster in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明集群的 kubernetesVersion。</translation>
    </message>
    <message>
        <source>What runtime class {list} adds to the pods in {clusters} is not known: the snapshot lacks the class, which may bring overhead, a node selector and tolerations, or not be there at all.</source>
        <translation>RuntimeClass {list} 在 {clusters} 给 Pod 增加什么不得而知：快照里没有这个类，它可能带来额外开销、节点选择器和容忍，也可能根本不存在。</translation>
    </message>
    <message>
        <source>Add what `kubectl get runtimeclasses -o json` prints.</source>
        <translation>请加上 `kubectl get runtimeclasses -o json` 的输出。</translation>
    </message>
    <message>
        <source>How much of quota {name} of the namespace is in use in {name2} is not known: the snapshot lacks its status.used. Its limit admits at most {replicas} more, and nothing is sure.</source>
        <translation>{name2} 中命名空间的配额 {name} 已用多少不得而知：快照里没有它的 status.used。它的上限最多再允许 {replicas}，但都不确定。</translation>
    </message>
    <message>
        <source>Add what `kubectl get resourcequotas -A -o json` prints.</source>
        <translation>请加上 `kubectl get resourcequotas -A -o json` 的输出。</translation>
    </message>
    <message>
        <source>The pods ask for devices by resource claim ({list}), and no figure here counts those: whether such devices are free is not known.</source>
        <translation>Pod 通过 ResourceClaim（{list}）申请设备，这里的数字都不计入它们：是否有空闲的这种设备不得而知。</translation>
    </message>
    <message>
        <source>Look at `kubectl get resourceslices,resourceclaims` of the clusters, or ask for an extended resource.</source>
        <translation>请查看各集群的 `kubectl get resourceslices,resourceclaims`，或改为申请扩展资源。</translation>
    </message>
    <message>
        <source>The pods are bound by scheduler {list}, and the figures are those of Kubernetes&apos; own: what that one has of queues, gangs and rules is not read, and where it does not run the pods stay Pending.</source>
        <translation>这些 Pod 由调度器 {list} 绑定，而这里的数字按 Kubernetes 自带的调度器计算：它的队列、成组和规则没有读取，没有运行它的集群里 Pod 会一直 Pending。</translation>
    </message>
    <message>
        <source>Check that it runs in the clusters, or take spec.schedulerName away.</source>
        <translation>请确认各集群都运行它，或去掉 spec.schedulerName。</translation>
    </message>
    <message>
        <source>The policy leaves the workload to scheduler {name}, and what is shown is what default-scheduler would do, which leaves alone what another is named for: whether and how it is divided is not known.</source>
        <translation>策略把这个工作负载交给调度器 {name}，而这里显示的是 default-scheduler 会做的；指定了别的调度器的，它不处理：会不会分配、怎样分配，都不得而知。</translation>
    </message>
    <message>
        <source>The policy leaves the workload to scheduler {name}, and what is shown is what default-scheduler would do, of which ACK One does not document whether it takes what another is named for: whether and how it is divided is not known.</source>
        <translation>策略把这个工作负载交给调度器 {name}，而这里显示的是 default-scheduler 会做的；指定了别的调度器的它是否处理，ACK One 没有说明：会不会分配、怎样分配，都不得而知。</translation>
    </message>
    <message>
        <source>Check that this scheduler runs in the fleet, or take spec.schedulerName out of the policy.</source>
        <translation>请确认舰队里运行着这个调度器，或从策略中去掉 spec.schedulerName。</translation>
    </message>
    <message>
        <source>{number} replica counts as running on {list} of {name}, not Ready and not given up by Kubernetes yet: whether that is so is not known.</source>
        <translation>{number} 个副本算作在 {name} 的 {list} 上运行，而那里没有就绪，Kubernetes 也还没有放弃：是否真在运行，不得而知。</translation>
    </message>
    <message>
        <source>{number} replicas count as running on {list} of {name}, not Ready and not given up by Kubernetes yet: whether that is so is not known.</source>
        <translation>{number} 个副本算作在 {name} 的 {list} 上运行，而那里没有就绪，Kubernetes 也还没有放弃：是否真在运行，不得而知。</translation>
    </message>
    <message>
        <source>Bring these nodes back to Ready, or expect what is there to be evicted and placed anew.</source>
        <translation>请让这些节点恢复 Ready，否则那里的副本会被驱逐并重新放置。</translation>
    </message>
    <message>
        <source>The namespace&apos;s limit ranges in {clusters} make each pod ask for {list}, which the manifest leaves open; it is counted.</source>
        <translation>{clusters} 中命名空间的 LimitRange 让每个 Pod 申请 {list}，清单没有写明这些；已计入。</translation>
    </message>
    <message>
        <source>State requests to ask for other amounts.</source>
        <translation>要申请别的数量，请写明请求量。</translation>
    </message>
    <message>
        <source>{pods} of other workloads in {name} asked first and may take nodes of the same pools or stock, if there are more than is certain. Only what they leave counts as certain here.</source>
        <translation>{name} 中其他工作负载的 {pods} 先提出了请求，若有比确定的更多，可能占用相同节点池或库存的节点。这里只把它们剩下的计为确定。</translation>
    </message>
    <message>
        <source>In {name} no pod gets the new pod template: the partition is not below {replicas}, so all stay with the old one.</source>
        <translation>{name} 中没有 Pod 会得到新的 Pod 模板：partition 不小于 {replicas}，因此全部保留旧模板。</translation>
    </message>
    <message>
        <source>Cluster {name} has taint {text}, which the policy does not tolerate: where Karmada&apos;s taint eviction is on, it evicts the {replicas} from there, and the scheduler places them anew.</source>
        <translation>集群 {name} 有污点 {text}，策略不容忍它：若 Karmada 开启了污点驱逐，它会从那里驱逐 {replicas}，调度器再重新放置。</translation>
    </message>
    <message>
        <source>Tolerate {text} in spec.placement.clusterTolerations, or take the taint off the cluster.</source>
        <translation>请在 spec.placement.clusterTolerations 中容忍 {text}，或从集群上去掉该污点。</translation>
    </message>
    <message>
        <source>A NoExecute taint of {names} is tolerated for {number} s only: where Karmada&apos;s taint eviction is on, what is placed there is evicted after that.</source>
        <translation>{names} 的 NoExecute 污点只被容忍 {number} 秒：若 Karmada 开启了污点驱逐，放在那里的此后会被驱逐。</translation>
    </message>
    <message>
        <source>Leave tolerationSeconds out to keep it there.</source>
        <translation>要让它留在那里，请不写 tolerationSeconds。</translation>
    </message>
    <message>
        <source>no node, running or new, takes the pod while claim {names} has no volume</source>
        <translation>存储声明 {names} 没有卷，任何节点（无论现有还是新增）都放不下这个 Pod</translation>
    </message>
    <message>
        <source>the anti-affinity of pod {name} keeps the pod off {nodes}</source>
        <translation>Pod {name} 的反亲和性使这个 Pod 不能放到 {nodes}上</translation>
    </message>
    <message>
        <source>the anti-affinity of pods {names} keeps the pod off {nodes}</source>
        <translation>Pod {names} 的反亲和性使这个 Pod 不能放到 {nodes}上</translation>
    </message>
    <message>
        <source>move or change that pod</source>
        <translation>移走或更改那个 Pod</translation>
    </message>
    <message>
        <source>move or change that pod, or add a node or a pool there</source>
        <translation>移走或更改那个 Pod，或在那里增加节点或节点池</translation>
    </message>
    <message>
        <source>nodeName of the pod template asks for {name} alone</source>
        <translation>Pod 模板的 nodeName 只要 {name}</translation>
    </message>
    <message>
        <source>take nodeName out of the pod template, or make room on that node</source>
        <translation>从 Pod 模板中去掉 nodeName，或在该节点上腾出空间</translation>
    </message>
    <message>
        <source>no node, running or new, takes the pod without claim {names}</source>
        <translation>没有存储声明 {names}，任何节点（无论现有还是新增）都放不下这个 Pod</translation>
    </message>
    <message>
        <source>only one pod at a time may use claim {names}: give each replica a claim of its own (volumeClaimTemplates of a StatefulSet), or end the pod that uses it</source>
        <translation>存储声明 {names} 同一时间只能由一个 Pod 使用：给每个副本自己的声明（StatefulSet 的 volumeClaimTemplates），或结束使用它的 Pod</translation>
    </message>
    <message>
        <source>add a pool where the volume can be mounted, or use a volume that reaches these nodes</source>
        <translation>增加一个能挂载该卷的节点池，或使用这些节点够得到的卷</translation>
    </message>
    <message>
        <source>the volume of claim {names} is gone: name another claim, or restore it</source>
        <translation>存储声明 {names} 的卷已不存在：换一个声明，或恢复该卷</translation>
    </message>
    <message>
        <source>get claim {names} a volume: see its events (kubectl describe pvc), or name a class that makes one</source>
        <translation>让存储声明 {names} 得到卷：查看它的事件（kubectl describe pvc），或写一个会创建卷的存储类</translation>
    </message>
    <message>
        <source>{replicas} rest on nodes that Pending pods of other workloads asked for first.</source>
        <translation>{replicas}取决于其他工作负载的 Pending Pod 先请求的节点。</translation>
    </message>
    <message>
        <source>{replicas} rests on nodes that Pending pods of other workloads asked for first.</source>
        <translation>{replicas}取决于其他工作负载的 Pending Pod 先请求的节点。</translation>
    </message>
    <message>
        <source>{replicas} rest on a quota of the namespace whose use is not known.</source>
        <translation>{replicas}取决于命名空间中用量不明的配额。</translation>
    </message>
    <message>
        <source>{replicas} rests on a quota of the namespace whose use is not known.</source>
        <translation>{replicas}取决于命名空间中用量不明的配额。</translation>
    </message>
    <message>
        <source>{replicas} rest on virtual nodes, whose stock and quota are not known.</source>
        <translation>{replicas}取决于虚拟节点，其库存和配额未知。</translation>
    </message>
    <message>
        <source>{replicas} rests on virtual nodes, whose stock and quota are not known.</source>
        <translation>{replicas}取决于虚拟节点，其库存和配额未知。</translation>
    </message>
    <message>
        <source>Look at the stock and the quotas of ECI or ACS.</source>
        <translation>请查看 ECI 或 ACS 的库存和配额。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on what a virtual node of {name} can start, which is not known.</source>
        <translation>选中哪些集群取决于 {name} 的虚拟节点能启动什么，而这未知。</translation>
    </message>
    <message>
        <source>In {name} pods may come to virtual nodes ({list}): each is an ECI or ACS instance of its own. Stock, quota and price are not known, and the cost shown holds none of it.</source>
        <translation>在 {name}，Pod 可能落到虚拟节点（{list}）：每个 Pod 都是单独的 ECI 或 ACS 实例。库存、配额和价格未知，所示费用不包含它们。</translation>
    </message>
    <message>
        <source>Look at the stock and the prices of ECI or ACS, or add nodes.</source>
        <translation>请查看 ECI 或 ACS 的库存和价格，或增加节点。</translation>
    </message>
    <message>
        <source>{replicas} rest on nodes and pods that the snapshot lacks.</source>
        <translation>{replicas}取决于快照中缺少的节点和 Pod。</translation>
    </message>
    <message>
        <source>{replicas} rests on nodes and pods that the snapshot lacks.</source>
        <translation>{replicas}取决于快照中缺少的节点和 Pod。</translation>
    </message>
    <message>
        <source>{replicas} rest on the place that a first pod comes to.</source>
        <translation>{replicas}取决于第一个 Pod 落到的位置。</translation>
    </message>
    <message>
        <source>{replicas} rests on the place that a first pod comes to.</source>
        <translation>{replicas}取决于第一个 Pod 落到的位置。</translation>
    </message>
    <message>
        <source>the place that a first pod comes to</source>
        <translation>第一个 Pod 落到的位置</translation>
    </message>
    <message>
        <source>Name one place by a nodeSelector, or make room for all in each that is open to it.</source>
        <translation>请用 nodeSelector 指定一个位置，或在它可去的每个位置为所有副本腾出空间。</translation>
    </message>
    <message>
        <source>{replicas} rest on the instance types and zones that the scaler takes.</source>
        <translation>{replicas}取决于伸缩器选用的实例规格和可用区。</translation>
    </message>
    <message>
        <source>{replicas} rests on the instance types and zones that the scaler takes.</source>
        <translation>{replicas}取决于伸缩器选用的实例规格和可用区。</translation>
    </message>
    <message>
        <source>the instance types and zones that the scaler takes</source>
        <translation>伸缩器选用的实例规格和可用区</translation>
    </message>
    <message>
        <source>List in the pool the one type and zone that leave room for all, or raise what bounds them.</source>
        <translation>请在节点池中只列出能容纳全部副本的那一种规格和可用区，或提高其限制。</translation>
    </message>
    <message>
        <source>{replicas} rest on node pools that the snapshot lacks.</source>
        <translation>{replicas}取决于快照中缺少的节点池。</translation>
    </message>
    <message>
        <source>{replicas} rests on node pools that the snapshot lacks.</source>
        <translation>{replicas}取决于快照中缺少的节点池。</translation>
    </message>
    <message>
        <source>{replicas} rest on a node pool&apos;s maximum that is not known.</source>
        <translation>{replicas}取决于未知的节点池上限。</translation>
    </message>
    <message>
        <source>{replicas} rests on a node pool&apos;s maximum that is not known.</source>
        <translation>{replicas}取决于未知的节点池上限。</translation>
    </message>
    <message>
        <source>{replicas} rest on {what}, and on {what2}.</source>
        <translation>{replicas}取决于{what}，以及{what2}。</translation>
    </message>
    <message>
        <source>{replicas} rests on {what}, and on {what2}.</source>
        <translation>{replicas}取决于{what}，以及{what2}。</translation>
    </message>
    <message>
        <source>stock that nobody has promised</source>
        <translation>无人承诺的库存</translation>
    </message>
    <message>
        <source>nodes that Pending pods of other workloads asked for first</source>
        <translation>其他工作负载的 Pending Pod 先请求的节点</translation>
    </message>
    <message>
        <source>a quota of the namespace whose use is not known</source>
        <translation>命名空间中用量不明的配额</translation>
    </message>
    <message>
        <source>nodes and pods that the snapshot lacks</source>
        <translation>快照中缺少的节点和 Pod</translation>
    </message>
    <message>
        <source>node pools that the snapshot lacks</source>
        <translation>快照中缺少的节点池</translation>
    </message>
    <message>
        <source>a node pool&apos;s maximum that is not known</source>
        <translation>未知的节点池上限</translation>
    </message>
    <message>
        <source>at most {number}</source>
        <translation>至多 {number}</translation>
    </message>
    <message>
        <source>at most {number} replicas</source>
        <translation>至多 {number} 个副本</translation>
    </message>
    <message>
        <source>at most 1 replica</source>
        <translation>至多 1 个副本</translation>
    </message>
    <message>
        <source>of what is known for certain there is too little for all, and then the scheduler places none anew</source>
        <translation>按确定已知的不够全部放置，此时调度器不会新放置任何副本</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on a quota of the namespace in {name}, whose use is not known.</source>
        <translation>选中哪些集群取决于 {name} 中命名空间的配额，而其用量不明。</translation>
    </message>
    <message>
        <source>give each replica a claim of its own (volumeClaimTemplates of a StatefulSet), or use a volume that many nodes may mount (ReadWriteMany)</source>
        <translation>给每个副本自己的存储声明（StatefulSet 的 volumeClaimTemplates），或使用多个节点都能挂载的卷（ReadWriteMany）</translation>
    </message>
    <message>
        <source>The API server refuses more new pods than that: {reason}.</source>
        <translation>API 服务器拒绝更多的新 Pod：{reason}。</translation>
    </message>
    <message>
        <source>The API server may refuse more new pods than that: {reason}.</source>
        <translation>API 服务器可能拒绝更多的新 Pod：{reason}。</translation>
    </message>
    <message>
        <source>raise quota {name} of the namespace, so that it admits {replicas} more</source>
        <translation>提高命名空间的配额 {name}，使它再容得下 {replicas}</translation>
    </message>
    <message>
        <source>raise quota {name} of the namespace, so that it admits {replicas} more.</source>
        <translation>提高命名空间的配额 {name}，使它再容得下 {replicas}。</translation>
    </message>
    <message>
        <source>Raise quota {name} of the namespace, so that it admits {replicas} more</source>
        <translation>请提高命名空间的配额 {name}，使它再容得下 {replicas}</translation>
    </message>
    <message>
        <source>Raise quota {name} of the namespace, so that it admits {replicas} more.</source>
        <translation>请提高命名空间的配额 {name}，使它再容得下 {replicas}。</translation>
    </message>
    <message>
        <source>state a {reason}, or change the quota</source>
        <translation>写明 {reason}，或修改配额</translation>
    </message>
    <message>
        <source>state a {reason}, or change the quota.</source>
        <translation>写明 {reason}，或修改配额。</translation>
    </message>
    <message>
        <source>State a {reason}, or change the quota</source>
        <translation>请写明 {reason}，或修改配额</translation>
    </message>
    <message>
        <source>State a {reason}, or change the quota.</source>
        <translation>请写明 {reason}，或修改配额。</translation>
    </message>
    <message>
        <source>The update cannot finish in {name}: of {replicas} {number} would not be created even when every old one is gone.</source>
        <translation>更新在 {name} 中无法完成：{replicas}中有 {number} 个即使旧的全部退出也不会被创建。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: of {replicas} {number} may not be created even when every old one is gone.</source>
        <translation>更新在 {name} 中可能无法完成：{replicas}中有 {number} 个即使旧的全部退出也可能不会被创建。</translation>
    </message>
    <message>
        <source>One on another node is bound there and stays in ContainerCreating (Multi-Attach error): claim {name} is ReadWriteOnce, and an old pod&apos;s node has its disk.</source>
        <translation>其他节点上的会绑定到那里并停留在 ContainerCreating（Multi-Attach 错误）：存储声明 {name} 是 ReadWriteOnce，旧 Pod 所在的节点占着它的磁盘。</translation>
    </message>
    <message>
        <source>The API server of {name} will refuse it: overrides change {field} of {what} there, which nobody may change. What runs there stays as it is.</source>
        <translation>{name} 的 API 服务器会拒绝它：覆盖策略在那里改动了 {what} 的 {field}，而它不能改。那里正在运行的保持不变。</translation>
    </message>
    <message>
        <source>Pool {name} of {name2} is stated to have {nodes}, and the snapshot holds {number} of them: all are held against its maximum, and only what is seen has room.</source>
        <translation>{name2} 的节点池 {name} 写明有 {nodes}，而快照中有其中 {number} 个：全部计入它的上限，只有看到的才有空间。</translation>
    </message>
    <message>
        <source>Correct size, or take the nodes and the pool at one time.</source>
        <translation>请更正 size，或在同一时间获取节点和节点池。</translation>
    </message>
    <message>
        <source>The API server will refuse this apply: {name} of {name2} {name3} is not what the object in the fleet has, and nobody may change it.</source>
        <translation>API 服务器会拒绝这次应用：{name2} {name3} 的 {name} 与舰队中对象的不同，而该字段不可修改。</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods that state not both request and limit of {name2}</source>
        <translation>命名空间的 LimitRange {name} 拒绝Pod：没有同时写明 {name2} 的请求量和上限</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container that state no {name2} request, of which it wants at least {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有写明 {name2} 请求量，而它至少要求 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container whose {name2} is below its minimum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 低于它的下限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container that state no {name2} limit, which it caps at {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有写明 {name2} 上限，而它的上限是 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container whose {name2} is above its maximum of {name3}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 高于它的上限 {name3}</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container that state not both request and limit of {name2}</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：没有同时写明 {name2} 的请求量和上限</translation>
    </message>
    <message>
        <source>limit range {name} of the namespace turns away pods with a container whose {name2} limit is more than {name3} times its request</source>
        <translation>命名空间的 LimitRange {name} 拒绝含有这种容器的 Pod：{name2} 上限超过请求量的 {name3} 倍</translation>
    </message>
    <message>
        <source>The scheduler refuses this placement, and the previous one stands.</source>
        <translation>调度器拒绝这个放置，先前的放置保持不变。</translation>
    </message>
    <message>
        <source>Scheduling is suspended: this happens once that ends.</source>
        <translation>调度已暂停：暂停结束后才会如此。</translation>
    </message>
    <message>
        <source>What other values of stock would come to was not tried.</source>
        <translation>没有试算库存为其他值时的结果。</translation>
    </message>
    <message>
        <source>What it has now could not be read, so which nodes it needs besides is not known.</source>
        <translation>无法读取它现在的状态，因此还需要哪些节点是未知的。</translation>
    </message>
    <message>
        <source>{name}: the update needs {number} node more at its worst moment.</source>
        <translation>{name}：更新在最不利的时刻还需要 {number} 个节点。</translation>
    </message>
    <message>
        <source>{name}: the update needs {number} nodes more at its worst moment.</source>
        <translation>{name}：更新在最不利的时刻还需要 {number} 个节点。</translation>
    </message>
    <message>
        <source>Of {number} workloads of the fleet that the changes are about, the first {number2} are predicted.</source>
        <translation>这些更改涉及舰队的 {number} 个工作负载，只预测了前 {number2} 个。</translation>
    </message>
    <message>
        <source>What becomes of what {text} has placed is not predicted.</source>
        <translation>{text} 已放置的内容会怎样，没有预测。</translation>
    </message>
    <message>
        <source>Clusters keep their copies where the policy preserves resources on deletion.</source>
        <translation>如果策略规定删除时保留资源，各集群会保留自己的副本。</translation>
    </message>
    <message>
        <source>Where the replicas of {text} are is not known, so what goes with it is not either.</source>
        <translation>{text} 的副本在哪里未知，因此随之消失的内容也未知。</translation>
    </message>
    <message>
        <source>The snapshot has no cluster {name}, so nothing is predicted of it.</source>
        <translation>快照中没有集群 {name}，因此没有对它的预测。</translation>
    </message>
    <message>
        <source>{name}: no replicas are asked for</source>
        <translation>{name}：没有要求副本</translation>
    </message>
    <message>
        <source>{name}: {number} of {replicas} get a node</source>
        <translation>{name}：{replicas}中有 {number} 个得到节点</translation>
    </message>
    <message>
        <source>{name}: {number} of {replicas} get a node, {more}</source>
        <translation>{name}：{replicas}中有 {number} 个得到节点，{more}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replicas</source>
        <translation>{name}：副本 ? -&gt; {number}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replicas, {more}</source>
        <translation>{name}：副本 ? -&gt; {number}，{more}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replicas, of which {number2} get a node</source>
        <translation>{name}：副本 ? -&gt; {number}，其中 {number2} 个得到节点</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replicas, of which {number2} get a node, {more}</source>
        <translation>{name}：副本 ? -&gt; {number}，其中 {number2} 个得到节点，{more}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replica</source>
        <translation>{name}：副本 ? -&gt; {number}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replica, {more}</source>
        <translation>{name}：副本 ? -&gt; {number}，{more}</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replica, of which {number2} get a node</source>
        <translation>{name}：副本 ? -&gt; {number}，其中 {number2} 个得到节点</translation>
    </message>
    <message>
        <source>{name}: ? -&gt; {number} replica, of which {number2} get a node, {more}</source>
        <translation>{name}：副本 ? -&gt; {number}，其中 {number2} 个得到节点，{more}</translation>
    </message>
    <message>
        <source>the update cannot finish</source>
        <translation>更新无法完成</translation>
    </message>
    <message>
        <source>the update may not finish</source>
        <translation>更新可能无法完成</translation>
    </message>
    <message>
        <source>new nodes unknown</source>
        <translation>新节点数未知</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replicas</source>
        <translation>{name}：副本 {number} -&gt; {number2}</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replicas, {more}</source>
        <translation>{name}：副本 {number} -&gt; {number2}，{more}</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replicas, of which {number3} get a node</source>
        <translation>{name}：副本 {number} -&gt; {number2}，其中 {number3} 个得到节点</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replicas, of which {number3} get a node, {more}</source>
        <translation>{name}：副本 {number} -&gt; {number2}，其中 {number3} 个得到节点，{more}</translation>
    </message>
    <message>
        <source>not all clusters of the fleet are known</source>
        <translation>舰队的集群并非全部已知</translation>
    </message>
    <message>
        <source>the cluster is not reached: what it has is not known</source>
        <translation>无法访问该集群：其中有什么不得而知</translation>
    </message>
    <message>
        <source>Once it answers, check again.</source>
        <translation>请在它恢复响应后重新检查。</translation>
    </message>
    <message>
        <source>The snapshot does not hold them.</source>
        <translation>快照中没有这些内容。</translation>
    </message>
    <message>
        <source>+{number} node</source>
        <translation>增加 {number} 个节点</translation>
    </message>
    <message>
        <source>+{number} node in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个节点</translation>
    </message>
    <message>
        <source>+{number} node of {name}</source>
        <translation>增加 {number} 个 {name} 节点</translation>
    </message>
    <message>
        <source>+{number} node of {name} in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个 {name} 节点</translation>
    </message>
    <message>
        <source>+{number} node of {name} or another type</source>
        <translation>增加 {number} 个 {name} 或其他规格的节点</translation>
    </message>
    <message>
        <source>+{number} node of {name} or another type in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个 {name} 或其他规格的节点</translation>
    </message>
    <message>
        <source>+{number} nodes</source>
        <translation>增加 {number} 个节点</translation>
    </message>
    <message>
        <source>+{number} nodes in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个节点</translation>
    </message>
    <message>
        <source>+{number} nodes of {name}</source>
        <translation>增加 {number} 个 {name} 节点</translation>
    </message>
    <message>
        <source>+{number} nodes of {name} in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个 {name} 节点</translation>
    </message>
    <message>
        <source>+{number} nodes of {name} or another type</source>
        <translation>增加 {number} 个 {name} 或其他规格的节点</translation>
    </message>
    <message>
        <source>+{number} nodes of {name} or another type in pool {either}</source>
        <translation>节点池 {either} 增加 {number} 个 {name} 或其他规格的节点</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replica</source>
        <translation>{name}：副本 {number} -&gt; {number2}</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replica, {more}</source>
        <translation>{name}：副本 {number} -&gt; {number2}，{more}</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replica, of which {number3} get a node</source>
        <translation>{name}：副本 {number} -&gt; {number2}，其中 {number3} 个得到节点</translation>
    </message>
    <message>
        <source>{name}: {number} -&gt; {number2} replica, of which {number3} get a node, {more}</source>
        <translation>{name}：副本 {number} -&gt; {number2}，其中 {number3} 个得到节点，{more}</translation>
    </message>
    <message>
        <source>+{number}/h</source>
        <translation>每小时增加 {number}</translation>
    </message>
    <message>
        <source>+{number} {name}/h</source>
        <translation>每小时增加 {number} {name}</translation>
    </message>
    <message>
        <source>at least +{number}/h</source>
        <translation>每小时至少增加 {number}</translation>
    </message>
    <message>
        <source>at least +{number} {name}/h</source>
        <translation>每小时至少增加 {number} {name}</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>价格未知</translation>
    </message>
    <message>
        <source>{name} or {either}</source>
        <translation>{name} 或 {either}</translation>
    </message>
    <message>
        <source>{more}, price unknown</source>
        <translation>{more}，价格未知</translation>
    </message>
</context>
<context>
    <name>change</name>
    <message>
        <source>it takes out what it does not show</source>
        <translation>它会移除未显示的内容</translation>
    </message>
    <message>
        <source>The server refused it: {text}</source>
        <translation>服务器拒绝了它：{text}</translation>
    </message>
    <message>
        <source>A conflict has no way out yet. Make the plan again with --conflict FIELD=leave, take or share.</source>
        <translation>还有冲突未决定。请重新制定计划，并为每个字段选择保留、接管或共同拥有。</translation>
    </message>
    <message>
        <source>The server has no dry run for it, so nobody knows what it would make of it. Say --unchecked to apply it nevertheless.</source>
        <translation>服务器不支持它的试运行，因此没有人知道会得到什么。要仍然执行，请勾选相应的复选框（命令：--unchecked）。</translation>
    </message>
    <message>
        <source>{tool} keeps it as its repository says ({sign}) and will put this change back. Change the repository, or say --over-gitops.</source>
        <translation>{tool} 按其仓库维护它（{sign}），会把这个更改改回去。请修改仓库，或明确选择仍然执行（命令：--over-gitops）。</translation>
    </message>
    <message>
        <source>{tool} keeps it as the fleet&apos;s object is ({sign}) and will put this change back. Change the fleet&apos;s object, give this cluster an OverridePolicy, or suspend its policy (spec.suspension) first; or say --over-gitops.</source>
        <translation>{tool} 按舰队中的对象维护它（{sign}），会把这个更改改回去。请修改舰队中的对象、为此集群设置 OverridePolicy，或先暂停其策略（spec.suspension）；或明确选择仍然执行（命令：--over-gitops）。</translation>
    </message>
    <message>
        <source>The plan is for it, and these are reached: {text}.</source>
        <translation>计划是为它制定的，而能到达的是：{text}。</translation>
    </message>
    <message>
        <source>The plan found it at {name}.</source>
        <translation>制定计划时它位于 {name}。</translation>
    </message>
    <message>
        <source>The plan is for the one at {name}, and {name2} is reached.</source>
        <translation>计划针对位于 {name} 的集群，而到达的是 {name2}。</translation>
    </message>
    <message>
        <source>The cluster {name} is not reached.</source>
        <translation>无法到达集群 {name}。</translation>
    </message>
    <message>
        <source>Undo it through a connection or a kubeconfig that leads to that cluster.</source>
        <translation>请通过指向那个集群的连接或 kubeconfig 撤销。</translation>
    </message>
    <message>
        <source>The journal knows no more of the cluster than its name. Make sure that {name} is still the same one.</source>
        <translation>日志中只有该集群的名称。请确认 {name} 仍是同一个集群。</translation>
    </message>
    <message>
        <source>The plan is for the one with the uid {name}, and {name2} is reached.</source>
        <translation>计划针对 uid 为 {name} 的集群，而到达的是 {name2}。</translation>
    </message>
    <message>
        <source>The cluster {name} is another one than the plan was made for: its address is the same, its identity is not.</source>
        <translation>集群 {name} 不是制定计划时的那个：地址相同，但身份不同。</translation>
    </message>
    <message>
        <source>The cluster {name} is another one than the plan was made for: its address and its identity differ.</source>
        <translation>集群 {name} 不是制定计划时的那个：地址和身份都不同。</translation>
    </message>
    <message>
        <source>Somebody else made it at the same moment; it holds both texts.</source>
        <translation>同一时刻别人也创建了它；它同时包含两份文本。</translation>
    </message>
    <message>
        <source>label {name}</source>
        <translation>标签 {name}</translation>
    </message>
    <message>
        <source>annotation {name}</source>
        <translation>注解 {name}</translation>
    </message>
    <message>
        <source>manager {name}</source>
        <translation>管理者 {name}</translation>
    </message>
    <message>
        <source>label app.kubernetes.io/instance and annotation {name}</source>
        <translation>标签 app.kubernetes.io/instance 和注解 {name}</translation>
    </message>
    <message>
        <source>The journal cannot be used: {text}.</source>
        <translation>无法使用日志：{text}。</translation>
    </message>
    <message>
        <source>The journal is of a later version of Berth. Use that one.</source>
        <translation>日志来自更新版本的 Berth。请使用那个版本。</translation>
    </message>
    <message>
        <source>The journal cannot be opened: {text}.</source>
        <translation>无法打开日志：{text}。</translation>
    </message>
    <message>
        <source>Entry {number} of the journal is missing, or is not as it was written. What stands before it is.</source>
        <translation>日志的第 {number} 条缺失或已被改动。它之前的条目完好。</translation>
    </message>
    <message>
        <source>It cannot be made: {text}.</source>
        <translation>无法创建：{text}。</translation>
    </message>
    <message>
        <source>It cannot be written: {text}.</source>
        <translation>无法写入：{text}。</translation>
    </message>
    <message>
        <source>Another process is applying a plan. Wait until it has ended.</source>
        <translation>另一个进程正在执行计划。请等它结束。</translation>
    </message>
    <message>
        <source>The change is not in the cluster, but the request may still be under way.</source>
        <translation>集群中没有这个更改，但请求可能仍在途中。</translation>
    </message>
    <message>
        <source>The change did not reach the server: the object is as it was.</source>
        <translation>更改没有到达服务器：对象仍是原样。</translation>
    </message>
    <message>
        <source>The change is not in the cluster; whether it was made and put back since is not known.</source>
        <translation>集群中没有这个更改；不知道它是否完成过又被改回。</translation>
    </message>
    <message>
        <source>The object is not in the cluster.</source>
        <translation>集群中没有这个对象。</translation>
    </message>
    <message>
        <source>The object is gone.</source>
        <translation>对象已不存在。</translation>
    </message>
    <message>
        <source>The object is gone; whether it was changed before is not known.</source>
        <translation>对象已不存在；不知道之前是否被更改过。</translation>
    </message>
    <message>
        <source>The object is there, and Berth made it.</source>
        <translation>对象存在，由 Berth 创建。</translation>
    </message>
    <message>
        <source>Somebody else made the object; whether Berth had changed or made it before is not known.</source>
        <translation>对象由别人创建；不知道 Berth 之前是否更改或创建过它。</translation>
    </message>
    <message>
        <source>The object was deleted and made again; whether it was changed before is not known.</source>
        <translation>对象被删除后又重新创建；不知道之前是否被更改过。</translation>
    </message>
    <message>
        <source>Berth&apos;s entry among the object&apos;s managers is new.</source>
        <translation>对象的管理者中有 Berth 的新条目。</translation>
    </message>
    <message>
        <source>The cluster has the change.</source>
        <translation>集群中已有这个更改。</translation>
    </message>
    <message>
        <source>The object was changed by others since; whether this change was made is not known.</source>
        <translation>对象之后被别人更改过；不知道这个更改是否完成。</translation>
    </message>
    <message>
        <source>The cluster cannot be asked: {text}</source>
        <translation>无法询问集群：{text}</translation>
    </message>
    <message>
        <source>The cluster does not serve {name} of {name2}.</source>
        <translation>集群不提供 {name2} 的 {name}。</translation>
    </message>
    <message>
        <source>This is no name of an object.</source>
        <translation>这不是对象的名称。</translation>
    </message>
    <message>
        <source>The server&apos;s answer is no object.</source>
        <translation>服务器的回答不是对象。</translation>
    </message>
    <message>
        <source>The object has {number} KiB, and API servers take 3 MiB in one request. Make it smaller, or divide it.</source>
        <translation>对象有 {number} KiB，而 API 服务器一次请求最多接受 3 MiB。请缩小或拆分它。</translation>
    </message>
    <message>
        <source>The connection {text}, which leads to this cluster, is saved as read-only: neither a dry run nor a change is sent. Plan with --read-only, or let it write.</source>
        <translation>通往此集群的连接 {text} 已保存为只读：既不发送试运行，也不发送变更。请用 --read-only 制定计划，或允许它写入。</translation>
    </message>
    <message>
        <source>This connection only reads: neither a dry run nor a change is sent. Leave out --read-only.</source>
        <translation>此连接只读取：既不发送试运行，也不发送更改。</translation>
    </message>
    <message>
        <source>The value of {name} would have to be kept until the plan is applied, and Berth keeps none. Name the manifest&apos;s file, or where the value is to be had: --secret {text}.</source>
        <translation>{name} 的值需要保存到执行计划时，而 Berth 不保存任何值。请把清单保存为文件，或说明从何处取得该值：--secret {text}。</translation>
    </message>
    <message>
        <source>The object has no metadata.name; what is applied has to have one.</source>
        <translation>对象没有 metadata.name；要执行的对象必须有名称。</translation>
    </message>
    <message>
        <source>The object has a generateName, and what is applied has to have a name of its own. Write metadata.name, or make it with `kubectl create`.</source>
        <translation>对象只有 generateName，而要执行的对象必须有自己的名称。请写上 metadata.name，或用 `kubectl create` 创建它。</translation>
    </message>
    <message>
        <source>The object has no apiVersion or no kind.</source>
        <translation>对象没有 apiVersion 或 kind。</translation>
    </message>
    <message>
        <source>The policy writes values into Secrets, and a plan could not keep them out. Take them out of the policy, and apply a Secret of its own to each cluster that is to have another value.</source>
        <translation>该策略会把值写入 Secret，而计划无法把它们排除在外。请从策略中去掉这些值，并为需要不同值的每个集群单独应用 Secret。</translation>
    </message>
    <message>
        <source>The object holds the values of a Secret inside of it; a plan could not keep them out. Apply the Secret itself.</source>
        <translation>对象内部含有 Secret 的值；计划无法把它们排除在外。请直接执行 Secret 本身。</translation>
    </message>
    <message>
        <source>The values of a Secret are no map of keys. Write each as KEY: VALUE below data or stringData.</source>
        <translation>Secret 的值不是键值映射。请在 data 或 stringData 下把每个值写成 KEY: VALUE。</translation>
    </message>
    <message>
        <source>The object holds values as a Secret does, and its kind is not written so. Write kind: Secret.</source>
        <translation>对象像 Secret 一样含有值，但 kind 的写法不是 Secret。请写成 kind: Secret。</translation>
    </message>
    <message>
        <source>The object stands in the texts twice. Remove one of the two.</source>
        <translation>文本中该对象出现了两次。请去掉其中一个。</translation>
    </message>
    <message>
        <source>There is no such cluster.</source>
        <translation>没有这个集群。</translation>
    </message>
    <message>
        <source>Everything in the namespace goes with it.</source>
        <translation>命名空间中的一切都会随之删除。</translation>
    </message>
    <message>
        <source>Every object of the kind goes with it.</source>
        <translation>该类型的所有对象都会随之删除。</translation>
    </message>
    <message>
        <source>What was written to the volume may go with it, as its reclaim policy says; nothing brings that back.</source>
        <translation>写入卷的内容可能按其回收策略一并删除，无法恢复。</translation>
    </message>
    <message>
        <source>The values that a Secret had are not kept, so this cannot be undone.</source>
        <translation>Secret 原有的值没有保存，因此无法撤销。</translation>
    </message>
    <message>
        <source>The edited text cannot be read again.</source>
        <translation>编辑后的文本无法再次读取。</translation>
    </message>
    <message>
        <source>A division is pinned in a PropagationPolicy or a ClusterPropagationPolicy.</source>
        <translation>划分只能固定在 PropagationPolicy 或 ClusterPropagationPolicy 中。</translation>
    </message>
    <message>
        <source>{text} would go along by now, which the plan does not show. Make the plan again.</source>
        <translation>现在 {text} 也会随之删除，而计划没有显示这一点。请重新制定计划。</translation>
    </message>
    <message>
        <source>{text} would go along by now, and the plan counts fewer. Make the plan again.</source>
        <translation>现在 {text} 会随之删除，而计划中的数量较少。请重新制定计划。</translation>
    </message>
    <message>
        <source>Others deleted it since, and it stays deleted.</source>
        <translation>此后他人删除了它，因此它保持删除。</translation>
    </message>
    <message>
        <source>To make it again as it was before the plan, say --conflict all=take.</source>
        <translation>要按计划之前的样子重新创建，请应用其文本。</translation>
    </message>
    <message>
        <source>To make it again, apply its text.</source>
        <translation>要重新创建，请应用其文本。</translation>
    </message>
    <message>
        <source>Others deleted it since, and its values are not kept.</source>
        <translation>此后他人删除了它，而其取值没有保存。</translation>
    </message>
    <message>
        <source>Others deleted it since. It is made again as it was before the plan.</source>
        <translation>此后他人删除了它。将按计划之前的样子重新创建。</translation>
    </message>
    <message>
        <source>It was deleted and made again since: what is there now is another object.</source>
        <translation>此后它被删除并重新创建：现有的是另一个对象。</translation>
    </message>
    <message>
        <source>Others apply it since it was made, and would miss it.</source>
        <translation>创建之后他人也在应用它，删除会影响他们。</translation>
    </message>
    <message>
        <source>The values that a Secret had are not kept: {list} cannot be undone.</source>
        <translation>Secret 原有的值没有保存：无法撤销 {list}。</translation>
    </message>
    <message>
        <source>Berth keeps no values of a Secret, and would have to say {list} again, which is not where the plan had it. So {list2} stays as it is.</source>
        <translation>Berth 不保存 Secret 的值，而撤销需要再次给出 {list}，它已不在计划原来的位置。因此 {list2} 保持不变。</translation>
    </message>
    <message>
        <source>It was written into since it was made, and what was written goes with it.</source>
        <translation>它创建之后被写入过内容，这些内容会随它一起删除。</translation>
    </message>
    <message>
        <source>Another plan, or somebody by hand, changed it after the plan that is undone.</source>
        <translation>在被撤销的计划之后，另一个计划或有人手动更改过它。</translation>
    </message>
    <message>
        <source>Others changed {names} since, so it stays.</source>
        <translation>此后他人更改了 {names}，因此予以保留。</translation>
    </message>
    <message>
        <source>It stays, with what was written into it since.</source>
        <translation>它连同此后写入的内容一起保留。</translation>
    </message>
    <message>
        <source>`kubectl apply` has come to manage other fields of it since this was planned. Plan the undo anew.</source>
        <translation>自制定此计划以来，`kubectl apply` 对它管理的字段已有变化。请重新制定撤销计划。</translation>
    </message>
    <message>
        <source>It stays, for it would take along what others made: {text}.</source>
        <translation>它保留，因为删除它会连带删除他人创建的对象：{text}。</translation>
    </message>
    <message>
        <source>What others had made went along, and does not come back: {text}.</source>
        <translation>他人创建的对象已随之删除，不会恢复：{text}。</translation>
    </message>
    <message>
        <source>Others made what would go along with it.</source>
        <translation>他人创建的对象会随它一起删除。</translation>
    </message>
    <message>
        <source>What was taken by force goes back to those who had it: {text}.</source>
        <translation>强制取得的字段归还给原来的所有者：{text}。</translation>
    </message>
    <message>
        <source>No undo brings back what goes along with it: {text}.</source>
        <translation>随它一起删除的对象无法通过撤销恢复：{text}。</translation>
    </message>
    <message>
        <source>Kubernetes leaves what was made for it, with its data: {text}.</source>
        <translation>Kubernetes 会保留为它创建的对象及其数据：{text}。</translation>
    </message>
    <message>
        <source>What went along does not come back: {text}.</source>
        <translation>随之删除的对象不会恢复：{text}。</translation>
    </message>
    <message>
        <source>Its persistentVolumeClaimRetentionPolicy deletes its volume claims, and whether these go is not known, since they have no owner yet: {text}.</source>
        <translation>它的 persistentVolumeClaimRetentionPolicy 会删除其存储卷申领，但以下申领还没有所有者，因此不知道它们是否会被删除：{text}。</translation>
    </message>
    <message>
        <source>It was deleted and made again since: what is there now is another object, and stays.</source>
        <translation>此后它被删除并重新创建：现有的是另一个对象，会保留。</translation>
    </message>
    <message>
        <source>The annotation {name} tells values of the Secret, and a plan could not keep them out. Take it out of the text.</source>
        <translation>注解 {name} 泄露了该 Secret 的值，而计划无法将其排除在外。请从文本中去掉它。</translation>
    </message>
    <message>
        <source>The annotation {name} told values of the Secret, which are not kept: it cannot be undone.</source>
        <translation>注解 {name} 曾泄露该 Secret 的值，这些值没有保存，因此无法撤销。</translation>
    </message>
    <message>
        <source>Which objects of the kind there are was not looked for.</source>
        <translation>未查找该类型有哪些对象。</translation>
    </message>
    <message>
        <source>Which objects of the kind there are is not known: the server does not serve it.</source>
        <translation>不知道该类型有哪些对象：服务器不提供该类型。</translation>
    </message>
    <message>
        <source>The server cannot take {name} out with the rest: it is taken out by itself first, and stays out if the rest then fails.</source>
        <translation>服务器无法将 {name} 与其余内容一并移除：会先单独移除它；若其余部分随后失败，它也不会恢复。</translation>
    </message>
    <message>
        <source>The server cannot take {name} out with the rest, which the plan does not show. Make the plan again.</source>
        <translation>服务器无法将 {name} 与其余内容一并移除，而计划未显示这一点。请重新制定计划。</translation>
    </message>
    <message>
        <source>What goes first was taken out, and the rest is not there. Apply the same plan again.</source>
        <translation>须先移除的部分已移除，其余部分尚未生效。请再次应用同一计划。</translation>
    </message>
    <message>
        <source>The plan shows other fields than it would write. Make the plan again.</source>
        <translation>计划显示的字段与它将写入的不同。请重新制定计划。</translation>
    </message>
    <message>
        <source>The server can look at it now, and the plan says that it cannot yet. Make the plan again.</source>
        <translation>服务器现在可以检查它，而计划说还不能。请重新制定计划。</translation>
    </message>
    <message>
        <source>It stays too, for it would take along what stays: {list}.</source>
        <translation>它也保留，因为删除它会连带删除要保留的对象：{list}。</translation>
    </message>
    <message>
        <source>No value changes: Berth gives up fields that others own, too.</source>
        <translation>取值不变：Berth 放弃他人也拥有的字段。</translation>
    </message>
    <message>
        <source>No value changes: Berth comes to own fields again that others own, too.</source>
        <translation>取值不变：Berth 重新拥有他人也拥有的字段。</translation>
    </message>
    <message>
        <source>The division gives no cluster a replica.</source>
        <translation>该划分没有给任何集群分配副本。</translation>
    </message>
    <message>
        <source>The plan is damaged: {what}.</source>
        <translation>计划已损坏：{what}。</translation>
    </message>
    <message>
        <source>a map is wanted here</source>
        <translation>此处应为映射</translation>
    </message>
    <message>
        <source>a text is wanted here</source>
        <translation>此处应为文本</translation>
    </message>
    <message>
        <source>a whole number is wanted here</source>
        <translation>此处应为整数</translation>
    </message>
    <message>
        <source>a list is wanted here</source>
        <translation>此处应为列表</translation>
    </message>
    <message>
        <source>a time is wanted here</source>
        <translation>此处应为时间</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is none of the words that may stand here</source>
        <translation>“{text}”不是此处允许的词</translation>
    </message>
    <message>
        <source>a step is without apiVersion, kind or name</source>
        <translation>有一步缺少 apiVersion、kind 或名称</translation>
    </message>
    <message>
        <source>a step is without its cluster</source>
        <translation>有一步缺少集群</translation>
    </message>
    <message>
        <source>uid and object do not agree</source>
        <translation>uid 与对象不一致</translation>
    </message>
    <message>
        <source>the object is another than the step says</source>
        <translation>对象与该步所述不同</translation>
    </message>
    <message>
        <source>it holds a secret value</source>
        <translation>它含有机密值</translation>
    </message>
    <message>
        <source>only a Secret has secret values</source>
        <translation>只有 Secret 才有机密值</translation>
    </message>
    <message>
        <source>it does not say where each secret value is to be had</source>
        <translation>它没有说明每个机密值从何处取得</translation>
    </message>
    <message>
        <source>it has more than {number} steps</source>
        <translation>它超过 {number} 步</translation>
    </message>
    <message>
        <source>The file has more than 32 MiB, which no plan of Berth has.</source>
        <translation>文件超过 32 MiB，Berth 的计划不会这么大。</translation>
    </message>
    <message>
        <source>The file is nested deeper than any plan.</source>
        <translation>文件嵌套得比任何计划都深。</translation>
    </message>
    <message>
        <source>The file is no plan. `plan -o json` writes one.</source>
        <translation>该文件不是计划。可用“保存计划”或 `plan -o json` 写出计划。</translation>
    </message>
    <message>
        <source>The plan is of another version of Berth than this one reads. Make it again.</source>
        <translation>该计划来自此版本无法读取的另一版 Berth。请重新制定。</translation>
    </message>
    <message>
        <source>The plan was changed after it was made: its digest is another. Make it again.</source>
        <translation>计划制定后被改动过：摘要不符。请重新制定。</translation>
    </message>
    <message>
        <source>The text does not fit the kind&apos;s fields.</source>
        <translation>文本不符合该类型的字段。</translation>
    </message>
    <message>
        <source>The server&apos;s answer is no object: it has no uid.</source>
        <translation>服务器的回答不是对象：没有 uid。</translation>
    </message>
    <message>
        <source>It is being deleted since {name}.</source>
        <translation>自 {name} 起正在删除。</translation>
    </message>
    <message>
        <source>It is being deleted since {name} and waits for its finalizers: {list}.</source>
        <translation>自 {name} 起正在删除，等待 finalizer：{list}。</translation>
    </message>
    <message>
        <source>file {text}</source>
        <translation>文件 {text}</translation>
    </message>
    <message>
        <source>environment {name}</source>
        <translation>环境变量 {name}</translation>
    </message>
    <message>
        <source>keychain {text}</source>
        <translation>钥匙串 {text}</translation>
    </message>
    <message>
        <source>The value of the key {name} is not a text. Write it in quotes.</source>
        <translation>键 {name} 的值不是文本。请用引号括起来。</translation>
    </message>
    <message>
        <source>The file holds no value for the key {name} any more.</source>
        <translation>文件中不再有键 {name} 的值。</translation>
    </message>
    <message>
        <source>The file with the secret value cannot be read: {what}.</source>
        <translation>无法读取含机密值的文件：{what}。</translation>
    </message>
    <message>
        <source>It is named by the folder that the plan is made in, and was looked for in {name}.</source>
        <translation>它的路径相对于制定计划时所在的文件夹，查找的位置是 {name}。</translation>
    </message>
    <message>
        <source>The environment variable with the secret value is not set.</source>
        <translation>没有设置含机密值的环境变量。</translation>
    </message>
    <message>
        <source>There is no keychain here: name a file or an environment variable.</source>
        <translation>此处没有钥匙串：请指定文件或环境变量。</translation>
    </message>
    <message>
        <source>The secret value is not the one that was planned with. Make the plan again.</source>
        <translation>机密值与制定计划时不同。请重新制定计划。</translation>
    </message>
    <message>
        <source>Its cluster is not reached.</source>
        <translation>无法到达其集群。</translation>
    </message>
    <message>
        <source>It was created after the plan was made.</source>
        <translation>它在计划制定之后被创建。</translation>
    </message>
    <message>
        <source>It was created by {text}, after the plan was made.</source>
        <translation>它在计划制定之后由 {text} 创建。</translation>
    </message>
    <message>
        <source>It was deleted after the plan was made.</source>
        <translation>它在计划制定之后被删除。</translation>
    </message>
    <message>
        <source>It was deleted and made again after the plan was made.</source>
        <translation>它在计划制定之后被删除并重新创建。</translation>
    </message>
    <message>
        <source>It was changed after the plan was made: {list}.</source>
        <translation>它在计划制定之后被更改：{list}。</translation>
    </message>
    <message>
        <source>It was changed after the plan was made.</source>
        <translation>它在计划制定之后被更改。</translation>
    </message>
    <message>
        <source>It was changed by {text}, after the plan was made: {list}.</source>
        <translation>它在计划制定之后由 {text} 更改：{list}。</translation>
    </message>
    <message>
        <source>It was changed by {text}, after the plan was made.</source>
        <translation>它在计划制定之后由 {text} 更改。</translation>
    </message>
    <message>
        <source>It would change less than the plan shows.</source>
        <translation>它的更改会比计划显示的少。</translation>
    </message>
    <message>
        <source>It would change what the plan does not show: {list}.</source>
        <translation>它会更改计划没有显示的内容：{list}。</translation>
    </message>
    <message>
        <source>{name} is owned by {text} now.</source>
        <translation>{name} 现在由 {text} 拥有。</translation>
    </message>
    <message>
        <source>The object is gone, and so are those who managed it.</source>
        <translation>对象已不存在，管理它的人也随之不在。</translation>
    </message>
    <message>
        <source>What would come of it could not be worked out.</source>
        <translation>无法推算出它的结果。</translation>
    </message>
    <message>
        <source>The object's managers are as they were to be.</source>
        <translation>对象的管理者已是应有的样子。</translation>
    </message>
    <message>
        <source>Berth's own entry among the object's managers is not whole: a take-over was cut short. It is mended.</source>
        <translation>对象的管理者中，Berth 自己的条目不完整：一次接管中途被中断。现在予以修复。</translation>
    </message>
    <message>
        <source>It is changed time and again just now: make the plan again in a moment.</source>
        <translation>它此刻正在不断被更改：请稍后再重新制定计划。</translation>
    </message>
    <message>
        <source>Make the plan again.</source>
        <translation>请重新制定计划。</translation>
    </message>
    <message>
        <source>What is applied to it now goes with it: wait until it is gone, and plan again.</source>
        <translation>现在应用的内容会随它一起消失：请等它删除完毕后再重新生成计划。</translation>
    </message>
    <message>
        <source>The object is still being deleted, and can only be made again once it is gone.</source>
        <translation>对象仍在删除中，删除完毕后才能重新创建。</translation>
    </message>
    <message>
        <source>Until {name} it may still come; ask then.</source>
        <translation>在 {name} 之前它仍可能到达；请届时再询问。</translation>
    </message>
    <message>
        <source>Entries of the journal up to {number} were lost at its end: {number2} were left on {name}.</source>
        <translation>日志末尾直到第 {number} 条的条目已丢失：{name} 时剩下 {number2} 条。</translation>
    </message>
    <message>
        <source>What is there is as it was written.</source>
        <translation>现有的条目与写入时一致。</translation>
    </message>
    <message>
        <source>no node pool buys what its pods ask for, and its nodes have room</source>
        <translation>没有节点池会购买其 Pod 所需的资源，但现有节点有空间</translation>
    </message>
    <message>
        <source>{text} owned {text2} before, and the undo gives the values back but not the fields. To change them, that manager has to apply once with --force-conflicts.</source>
        <translation>{text} 之前拥有 {text2}，撤销会恢复取值，但不会归还字段。要修改这些字段，该管理者需用 --force-conflicts 执行一次。</translation>
    </message>
    <message>
        <source>{text} owned {text2} before, and the undo gives the values back but not the fields. It can change them as ever: an update meets no conflict.</source>
        <translation>{text} 之前拥有 {text2}，撤销会恢复取值，但不会归还字段。它仍可照常修改：更新操作不会遇到冲突。</translation>
    </message>
    <message>
        <source>The order of {text} differs: text {text2}; cluster {text3}. This server keeps the order that there is, and adds behind it, whatever is applied. To get the text's order, write the object by `kubectl replace`, or delete it and apply it anew.</source>
        <translation>{text} 的顺序不一致：文本为 {text2}；集群为 {text3}。此服务器无论应用什么都保留现有顺序，并把新元素加在后面。要得到文本中的顺序，请用 `kubectl replace` 写入该对象，或先删除再重新应用。</translation>
    </message>
    <message>
        <source>The order of {text} will not be the text's: text {text2}; cluster {text3}. This server keeps the order that there is, and adds behind it, whatever is applied. To get the text's order, write the object by `kubectl replace`, or delete it and apply it anew.</source>
        <translation>{text} 的顺序不会与文本一致：文本为 {text2}；集群为 {text3}。此服务器无论应用什么都保留现有顺序，并把新元素加在后面。要得到文本中的顺序，请用 `kubectl replace` 写入该对象，或先删除再重新应用。</translation>
    </message>
    <message>
        <source>The order of {text} changes: cluster {text2}; then {text3}.</source>
        <translation>{text} 的顺序会改变：集群为 {text2}；之后为 {text3}。</translation>
    </message>
    <message>
        <source>The order does not come back: {text} holds what it held, with what is added behind what is there.</source>
        <translation>顺序无法恢复：{text} 的内容与之前相同，但新加的元素排在已有元素之后。</translation>
    </message>
    <message>
        <source>The fields that `kubectl apply` managed before are its own again.</source>
        <translation>`kubectl apply` 之前管理的字段重新归它所有。</translation>
    </message>
    <message>
        <source>The fields that `kubectl apply` had got back are Berth&apos;s again.</source>
        <translation>`kubectl apply` 曾收回的字段重新归 Berth 所有。</translation>
    </message>
    <message>
        <source>Berth alone is on record for it, so the value would go with the text that says it no longer. Share it, or take it over.</source>
        <translation>记录中只有 Berth 拥有它，文本不再写出时该值会随之消失。请共享该字段，或接管它。</translation>
    </message>
    <message>
        <source>It goes with what stands around it, and cannot stay by itself. Say it in the text, or take it over.</source>
        <translation>它会随外层内容一起被移除，无法单独保留。请把它写进文本，或接管它。</translation>
    </message>
    <message>
        <source>The text has no field of that name: its owner wrote the object in another version of its API. Take it over, or write the text in that version.</source>
        <translation>文本中没有这个名称的字段：其所有者用另一个 API 版本写入了该对象。请接管它，或用那个版本编写文本。</translation>
    </message>
    <message>
        <source>Their value cannot be said again here. Leave theirs, or take the field over.</source>
        <translation>无法在此重复对方的值。请保留对方的值，或接管该字段。</translation>
    </message>
    <message>
        <source>This server takes a text at {name} and nothing else. Write the value in quotes.</source>
        <translation>此服务器在 {name} 处只接受文本。请给这个值加上引号。</translation>
    </message>
    <message>
        <source>This server takes a text there and nothing else. Write the value in quotes.</source>
        <translation>此服务器在该处只接受文本。请给这个值加上引号。</translation>
    </message>
    <message>
        <source>This server (Kubernetes before 1.21) refuses what it leaves of a probe or hook that goes or asks another way. Change {name} by `kubectl edit` first, and try again.</source>
        <translation>当探针或钩子被移除或改用其他方式时，此服务器（1.21 之前的 Kubernetes）会拒绝自己留下的残余字段。请先用 `kubectl edit` 修改 {name}，然后重试。</translation>
    </message>
    <message>
        <source>This server (Kubernetes before 1.21) refuses what it leaves of a probe or hook that goes or asks another way. Set it by itself first, and try again: `kubectl patch {text}`.</source>
        <translation>当探针或钩子被移除或改用其他方式时，此服务器（1.21 之前的 Kubernetes）会拒绝自己留下的残余字段。请先单独设置它，然后重试：`kubectl patch {text}`。</translation>
    </message>
    <message>
        <source>This server would refuse the text once its fields are Berth's, for what it leaves of a probe or hook.</source>
        <translation>字段归 Berth 所有后，此服务器会因自己留下的探针或钩子残余字段而拒绝该文本。</translation>
    </message>
    <message>
        <source>This server adds no protocol to what is applied. Write protocol: TCP, or the one that is meant, at each port.</source>
        <translation>此服务器不会为所应用的内容补上协议。请在每个端口写明 protocol: TCP，或实际要用的协议。</translation>
    </message>
    <message>
        <source>Elements of that list are told apart by {name}. Write it into each of them.</source>
        <translation>该列表的元素以 {name} 区分。请在每个元素中写明它。</translation>
    </message>
    <message>
        <source>The cluster&apos;s {name} cannot be left as it is: nobody else is on record as its owner. Write its value into the text, or take the field out of it.</source>
        <translation>集群中的 {name} 无法保持原样：没有记录其他所有者。请把它的值写进文本，或从文本中去掉该字段。</translation>
    </message>
    <message>
        <source>{text} manages it by `kubectl apply` now, which the plan does not show. Make the plan again.</source>
        <translation>{text} 现在用 `kubectl apply` 管理它，而计划没有显示这一点。请重新制定计划。</translation>
    </message>
    <message>
        <source>What `kubectl apply` managed of it is not as the plan shows. Make the plan again.</source>
        <translation>`kubectl apply` 管理的字段与计划显示的不同。请重新制定计划。</translation>
    </message>
    <message>
        <source>The journal has no plan that begins so. `history` lists them.</source>
        <translation>日志中没有这样开头的计划。</translation>
    </message>
    <message>
        <source>Several plans begin so. Say more of the digest.</source>
        <translation>有多个计划这样开头。请多写几位摘要。</translation>
    </message>
    <message>
        <source>It is not known yet whether the step was done. `history --settle` asks the cluster.</source>
        <translation>还不知道该步是否已完成。请在“历史”中询问集群（命令：`history --settle`）。</translation>
    </message>
    <message>
        <source>Nothing of this plan was done.</source>
        <translation>该计划没有完成任何一步。</translation>
    </message>
    <message>
        <source>No plan was applied yet.</source>
        <translation>还没有执行过计划。</translation>
    </message>
    <message>
        <source>Other parts of it cannot be predicted.</source>
        <translation>无法预测的部分与之前不同。</translation>
    </message>
    <message>
        <source>The plan was valid until {name}, and what it would bring about now is not known: {text}</source>
        <translation>计划有效至 {name}，现在会带来什么不得而知：{text}</translation>
    </message>
    <message>
        <source>The plan was valid until {name}, and what it would bring about is another by now: {text}</source>
        <translation>计划有效至 {name}，它会带来的结果现在已不同：{text}</translation>
    </message>
    <message>
        <source>nobody was asked to predict it again.</source>
        <translation>没有重新预测。</translation>
    </message>
    <message>
        <source>true or false is wanted here</source>
        <translation>此处应为 true 或 false</translation>
    </message>
    <message>
        <source>The document has no place for {name}.</source>
        <translation>文档中没有 {name} 的位置。</translation>
    </message>
    <message>
        <source>The cluster has 1 field that the text does not: {text}.</source>
        <translation>集群有 1 个文本中没有的字段：{text}。</translation>
    </message>
    <message>
        <source>The cluster has {number} fields that the text does not: {text}.</source>
        <translation>集群有 {number} 个文本中没有的字段：{text}。</translation>
    </message>
    <message>
        <source>The document has 1 field that the text does not: {text}; it stays. Take it out in the file where it is to go, or say --prune.</source>
        <translation>文档有 1 个文本中没有的字段：{text}；它保留不变。请在应当去掉它的文件中去掉，或加上 --prune。</translation>
    </message>
    <message>
        <source>The document has 1 field that the text does not: {text}; it stays. Take it out in the file where it is to go.</source>
        <translation>文档有 1 个文本中没有的字段：{text}；它保留不变。请在应当去掉它的文件中去掉。</translation>
    </message>
    <message>
        <source>The document has 1 field that the text does not: {text}; it stays: the cluster does not have it either.</source>
        <translation>文档有 1 个文本中没有的字段：{text}；它保留不变：集群中也没有。</translation>
    </message>
    <message>
        <source>The cluster is as the text says in 1 field that the document has otherwise or not at all: {text}. It was not written.</source>
        <translation>集群有 1 个字段与文本一致，而文档中的值不同或没有：{text}。它未写入。</translation>
    </message>
    <message>
        <source>The document has {number} fields that the text does not: {text}; they stay. Take them out in the file where they are to go, or say --prune.</source>
        <translation>文档有 {number} 个文本中没有的字段：{text}；它们保留不变。请在应当去掉它们的文件中去掉，或加上 --prune。</translation>
    </message>
    <message>
        <source>The document has {number} fields that the text does not: {text}; they stay. Take them out in the file where they are to go.</source>
        <translation>文档有 {number} 个文本中没有的字段：{text}；它们保留不变。请在应当去掉它们的文件中去掉。</translation>
    </message>
    <message>
        <source>The document has {number} fields that the text does not: {text}; they stay: the cluster does not have them either.</source>
        <translation>文档有 {number} 个文本中没有的字段：{text}；它们保留不变：集群中也没有。</translation>
    </message>
    <message>
        <source>The cluster is as the text says in {number} fields that the document has otherwise or not at all: {text}. They were not written.</source>
        <translation>集群有 {number} 个字段与文本一致，而文档中的值不同或没有：{text}。它们未写入。</translation>
    </message>
    <message>
        <source>The plan deletes the object; remove its document.</source>
        <translation>计划会删除该对象；请移除它的文档。</translation>
    </message>
    <message>
        <source>A plan does not hold the values of a Secret, so it cannot write them.</source>
        <translation>计划不保存 Secret 的值，因此无法写出。</translation>
    </message>
    <message>
        <source>The file that says where the journal ends was missing on {name}.</source>
        <translation>{name} 时，记录日志末尾位置的文件不见了。</translation>
    </message>
    <message>
        <source>The file that says where the journal ends is missing.</source>
        <translation>记录日志末尾位置的文件不见了。</translation>
    </message>
    <message>
        <source>Whether entries behind number {number} were lost cannot be told.</source>
        <translation>无法判断第 {number} 条之后是否丢失了条目。</translation>
    </message>
    <message>
        <source>The value of {name} is a placeholder. Say where it is to be had: --secret {name2}=env:NAME.</source>
        <translation>{name} 的值是占位符。请说明从哪里取得它（命令：--secret {name2}=env:NAME）。</translation>
    </message>
    <message>
        <source>This text belongs in fleet.yaml (kind FleetExtras), which snapshots and --extras read; no cluster takes it.</source>
        <translation>这段文本属于 fleet.yaml（kind FleetExtras），由快照和 --extras 读取；没有集群接受它。</translation>
    </message>
    <message>
        <source>the last {duration} of {name}</source>
        <translation>最近 {duration} 的 {name}</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>`{name}` has to be a number of seconds.</source>
        <translation>`{name}` 必须是秒数。</translation>
    </message>
    <message>
        <source>`old-after` has to be a number of seconds.</source>
        <translation>`old-after` 必须是秒数。</translation>
    </message>
    <message>
        <source>`{name}` has to be a text.</source>
        <translation>`{name}` 必须是文本。</translation>
    </message>
    <message>
        <source>`{name}` has to be a mapping of texts.</source>
        <translation>`{name}` 必须是文本的映射。</translation>
    </message>
    <message>
        <source>`{name}` has to be a list of texts.</source>
        <translation>`{name}` 必须是文本的列表。</translation>
    </message>
    <message>
        <source>In `{name}`, {name2} has to be a text.</source>
        <translation>在 `{name}` 中，{name2} 必须是文本。</translation>
    </message>
    <message>
        <source>`{name}` has to be true or false.</source>
        <translation>`{name}` 必须是 true 或 false。</translation>
    </message>
    <message>
        <source>`{name}` has to be a list.</source>
        <translation>`{name}` 必须是列表。</translation>
    </message>
    <message>
        <source>`class` is production, staging or test, not {text}.</source>
        <translation>`class` 只能是 production、staging 或 test，不能是 {text}。</translation>
    </message>
    <message>
        <source>An entry has to be `key: value` lines.</source>
        <translation>条目必须是 `key: value` 行。</translation>
    </message>
    <message>
        <source>A connection needs a name.</source>
        <translation>连接需要名称。</translation>
    </message>
    <message>
        <source>A connection&apos;s name has at most 200 characters, each of which can be seen.</source>
        <translation>连接的名称最多 200 个字符，且每个都必须可见。</translation>
    </message>
    <message>
        <source>The kubeconfig has to be named by its whole path, not {text}.</source>
        <translation>kubeconfig 必须写完整路径，不能是 {text}。</translation>
    </message>
    <message>
        <source>A connection cannot be a cluster of itself.</source>
        <translation>连接不能是它自己的集群。</translation>
    </message>
    <message>
        <source>There is another connection called {text}; the first one counts.</source>
        <translation>另有一个连接叫 {text}；以第一个为准。</translation>
    </message>
    <message>
        <source>There is another connection called {text}. Choose another name.</source>
        <translation>另有一个连接叫 {text}。请换个名称。</translation>
    </message>
    <message>
        <source>A consent without a `digest` allows nothing.</source>
        <translation>没有 `digest` 的许可不起作用。</translation>
    </message>
    <message>
        <source>The settings cannot be written: {text}. What they say is as it was.</source>
        <translation>无法写入设置：{text}。其内容保持原样。</translation>
    </message>
    <message>
        <source>The settings cannot be read: {what}.</source>
        <translation>无法读取设置：{what}。</translation>
    </message>
    <message>
        <source>The configuration is not a list of `key: value` lines.</source>
        <translation>配置不是 `key: value` 行的列表。</translation>
    </message>
    <message>
        <source>There is no home folder to keep settings in. Set HOME or XDG_CONFIG_HOME.</source>
        <translation>没有可存放设置的主目录。请设置 HOME 或 XDG_CONFIG_HOME。</translation>
    </message>
    <message>
        <source>The settings cannot be changed where they are written. Change them in an editor.</source>
        <translation>设置无法在原处更改。请用编辑器修改。</translation>
    </message>
</context>
<context>
    <name>live</name>
    <message>
        <source>direct</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>through the fleet</source>
        <translation>经由舰队</translation>
    </message>
    <message>
        <source>own kubeconfig</source>
        <translation>自己的 kubeconfig</translation>
    </message>
    <message>
        <source>no way to it</source>
        <translation>没有途径</translation>
    </message>
    <message>
        <source>Earlier requests left this one no turn in time.</source>
        <translation>较早的请求使它没能及时轮到。</translation>
    </message>
    <message>
        <source>{text} has not answered yet by way of the proxy {name}. It is set by {text2}. Check the address and the way to it, or wait longer.</source>
        <translation>{text} 还没有经代理 {name} 回答。该代理由 {text2} 设置。请检查地址和到它的途径，或再等一会儿。</translation>
    </message>
    <message>
        <source>{text} has not answered yet by way of the proxy {name}. It is set by {text2}. Or {text3}, which hands out its credentials, still runs. Check the address, run the program in a terminal to see what it wants, or wait longer.</source>
        <translation>{text} 还没有经代理 {name} 回答。该代理由 {text2} 设置。也可能是提供其凭据的程序 {text3} 仍在运行。请检查地址，在终端中运行该程序看它需要什么，或再等一会儿。</translation>
    </message>
    <message>
        <source>{text} has not answered yet. Check the address and the way to it, or wait longer.</source>
        <translation>{text} 还没有回答。请检查地址和到它的途径，或再等一会儿。</translation>
    </message>
    <message>
        <source>{text} has not answered yet, or {text}, which hands out its credentials, still runs. Check the address, run the program in a terminal to see what it wants, or wait longer.</source>
        <translation>{text} 还没有回答，或者提供其凭据的程序 {text} 仍在运行。请检查地址，在终端中运行该程序看它需要什么，或再等一会儿。</translation>
    </message>
    <message>
        <source>There is no way to it: the fleet serves no proxy to its clusters. Name its kubeconfig with `--member {text}`.</source>
        <translation>没有途径到达它：舰队没有提供到其集群的代理。请导入它自己的 kubeconfig（命令：`--member {text}`）。</translation>
    </message>
    <message>
        <source>The fleet does not let this user through: needs `{text}`. Name the cluster&apos;s own kubeconfig with `--member {name}=FILE`, or add this rule to a role of the fleet: {text2}</source>
        <translation>舰队不允许该用户通过：需要 `{text}`。请导入该集群自己的 kubeconfig（命令：`--member {name}=FILE`），或把此规则加入舰队的角色：{text2}</translation>
    </message>
    <message>
        <source>It could not be reached.</source>
        <translation>无法到达它。</translation>
    </message>
    <message>
        <source>what was placed where</source>
        <translation>放置在何处</translation>
    </message>
    <message>
        <source>which clusters there are, and where workloads go</source>
        <translation>有哪些集群，以及工作负载去向</translation>
    </message>
    <message>
        <source>what is there, but for what the fleet says of it</source>
        <translation>除舰队所述之外那里有什么</translation>
    </message>
    <message>
        <source>which clusters there are</source>
        <translation>有哪些集群</translation>
    </message>
    <message>
        <source>tells of its clusters by {name}</source>
        <translation>通过 {name} 说明其集群</translation>
    </message>
    <message>
        <source>no other clusters: it stands for itself</source>
        <translation>没有其他集群：它代表自己</translation>
    </message>
    <message>
        <source>through a proxy</source>
        <translation>经由代理</translation>
    </message>
    <message>
        <source>{number} rights</source>
        <translation>{number} 项权限</translation>
    </message>
    <message>
        <source>Nothing is encrypted, so no credential is sent. Write https:// in the kubeconfig.</source>
        <translation>没有加密，因此不发送凭据。请在 kubeconfig 中写 https://。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not verified (insecure-skip-tls-verify): whoever answers is taken for it. Give the cluster a certificate-authority instead.</source>
        <translation>未验证服务器证书（insecure-skip-tls-verify）：谁回答就当作是它。请为集群配置 certificate-authority。</translation>
    </message>
    <message>
        <source>It answers, but not with a version: this is no Kubernetes API. Check the server&apos;s address.</source>
        <translation>有回答，但不是版本：这不是 Kubernetes API。请检查服务器地址。</translation>
    </message>
    <message>
        <source>The server does not tell its version to this user.</source>
        <translation>服务器不把版本告诉该用户。</translation>
    </message>
    <message>
        <source>Missing: {text}. What they give stays unknown; `berthctl doctor --role {name}` prints the role that holds all of them.</source>
        <translation>缺少：{text}。它们所提供的信息仍未知；`berthctl doctor --role {name}` 打印包含全部权限的角色。</translation>
    </message>
    <message>
        <source>The server does not say of {number} of {number2} rights whether this user has them.</source>
        <translation>服务器没有说明该用户是否拥有 {number2} 项权限中的 {number} 项。</translation>
    </message>
    <message>
        <source>The server takes this user for nobody (system:anonymous): no credential was sent, or it knows none of them. Check the user of the context.</source>
        <translation>服务器把该用户当作匿名（system:anonymous）：没有发送凭据，或者凭据都不被认识。请检查上下文的用户。</translation>
    </message>
    <message>
        <source>The server did not say whether there is this right.</source>
        <translation>服务器没有说明是否有此权限。</translation>
    </message>
    <message>
        <source>The name of the context cannot be shown as it is.</source>
        <translation>上下文的名称无法原样显示。</translation>
    </message>
    <message>
        <source>Rename it in the kubeconfig.</source>
        <translation>请在 kubeconfig 中改名。</translation>
    </message>
    <message>
        <source>It holds no context.</source>
        <translation>其中没有上下文。</translation>
    </message>
    <message>
        <source>Choose a kubeconfig.</source>
        <translation>请选择 kubeconfig。</translation>
    </message>
    <message>
        <source>Needs the right to {text}. Add this to a role: {text2}</source>
        <translation>需要权限 {text}。请在角色中加入：{text2}</translation>
    </message>
    <message>
        <source>The server does not print {name} objects.</source>
        <translation>服务器不打印 {name} 对象。</translation>
    </message>
    <message>
        <source>This is no name of an object: {name}.</source>
        <translation>这不是对象的名称：{name}。</translation>
    </message>
    <message>
        <source>There is another connection called {name}. Choose another name, or say that it is to be replaced.</source>
        <translation>已有另一个名为 {name} 的连接。请换一个名称，或明确说要替换它。</translation>
    </message>
    <message>
        <source>There is no saved connection called {name}.</source>
        <translation>没有已保存的名为 {name} 的连接。</translation>
    </message>
    <message>
        <source>There is no home folder to keep a copy in. Set HOME or XDG_CONFIG_HOME.</source>
        <translation>没有可保存副本的主目录。请设置 HOME 或 XDG_CONFIG_HOME。</translation>
    </message>
    <message>
        <source>A copy would not find the program, whose path starts at the kubeconfig's folder. Refer to the file.</source>
        <translation>副本找不到该程序，因为它的路径从 kubeconfig 所在的文件夹开始。请引用原文件。</translation>
    </message>
    <message>
        <source>There is no way to it: the fleet serves no proxy to its clusters. Import its own kubeconfig under Connections, as a cluster of this fleet.</source>
        <translation>没有途径到达它：舰队没有提供到其集群的代理。请在“连接”中导入它自己的 kubeconfig，作为此舰队的集群。</translation>
    </message>
    <message>
        <source>The fleet does not let this user through: needs `{text}`. Import the cluster's own kubeconfig under Connections, or add this rule to a role of the fleet: {text2}</source>
        <translation>舰队不允许该用户通过：需要 `{text}`。请在“连接”中导入该集群自己的 kubeconfig，或把此规则加入舰队的角色：{text2}</translation>
    </message>
</context>
<context>
    <name>kube</name>
    <message>
        <source>The first list of {name} is not complete yet.</source>
        <translation>{name} 的首次列表尚未完整。</translation>
    </message>
    <message>
        <source>{name} cannot be watched here, and is listed now and then.</source>
        <translation>{name} 在此处无法监听，只能定期列出。</translation>
    </message>
    <message>
        <source>{name} is listed now and then: needs `{text}`. Add this rule to a ClusterRole: {text2}</source>
        <translation>{name} 只能定期列出：需要 `{text}`。请把此规则加入 ClusterRole：{text2}</translation>
    </message>
    <message>
        <source>{name} may have changed since it was last known.</source>
        <translation>{name} 自上次得知以来可能已变化。</translation>
    </message>
    <message>
        <source>Unknown: needs `{text}`. Add this rule to a ClusterRole: {text2}</source>
        <translation>未知：需要 `{text}`。请把此规则加入 ClusterRole：{text2}</translation>
    </message>
    <message>
        <source>The cluster does not have {name}.</source>
        <translation>集群没有 {name}。</translation>
    </message>
    <message>
        <source>{name} is no longer followed.</source>
        <translation>不再跟踪 {name}。</translation>
    </message>
    <message>
        <source>what its nodes hold</source>
        <translation>其节点有什么</translation>
    </message>
    <message>
        <source>which namespaces it has</source>
        <translation>它有哪些命名空间</translation>
    </message>
    <message>
        <source>what its namespaces may still use</source>
        <translation>其命名空间还可使用多少</translation>
    </message>
    <message>
        <source>what its namespaces add to pods, and refuse</source>
        <translation>其命名空间给 Pod 加上什么、拒绝什么</translation>
    </message>
    <message>
        <source>where volumes are bound</source>
        <translation>卷绑定在何处</translation>
    </message>
    <message>
        <source>whether the namespace is there, or being deleted</source>
        <translation>命名空间是否存在，或正在删除</translation>
    </message>
    <message>
        <source>whether service accounts are there, and what they pull images with</source>
        <translation>ServiceAccount 是否存在，以及用什么拉取镜像</translation>
    </message>
    <message>
        <source>whether config maps that pods refer to are there</source>
        <translation>Pod 引用的 ConfigMap 是否存在</translation>
    </message>
    <message>
        <source>whether claims are there, and bound</source>
        <translation>PVC 是否存在并已绑定</translation>
    </message>
    <message>
        <source>where the weights are</source>
        <translation>权重存放在何处</translation>
    </message>
    <message>
        <source>whether secrets that pods refer to are there, and of which type</source>
        <translation>Pod 引用的 Secret 是否存在，以及类型</translation>
    </message>
    <message>
        <source>whether the workload is there already, and whose it is</source>
        <translation>工作负载是否已存在，以及归谁管理</translation>
    </message>
    <message>
        <source>whether Fluid datasets are ready</source>
        <translation>Fluid 数据集是否就绪</translation>
    </message>
    <message>
        <source>which zones its volumes are in</source>
        <translation>其卷在哪些可用区</translation>
    </message>
    <message>
        <source>what its node pools can still buy</source>
        <translation>其节点池还能购买多少</translation>
    </message>
    <message>
        <source>what new nodes will hold from the start</source>
        <translation>新节点一开始会有什么</translation>
    </message>
    <message>
        <source>what runs there</source>
        <translation>那里运行着什么</translation>
    </message>
    <message>
        <source>who else sets replicas</source>
        <translation>还有谁设置副本数</translation>
    </message>
    <message>
        <source>what runtime classes add to pods</source>
        <translation>RuntimeClass 给 Pod 加上什么</translation>
    </message>
    <message>
        <source>who makes room for whom</source>
        <translation>谁为谁让位</translation>
    </message>
    <message>
        <source>whether volumes wait for a node</source>
        <translation>卷是否等待节点</translation>
    </message>
    <message>
        <source>where workloads go</source>
        <translation>工作负载去向</translation>
    </message>
    <message>
        <source>what differs between clusters</source>
        <translation>集群之间有何不同</translation>
    </message>
    <message>
        <source>what namespaces may still use</source>
        <translation>命名空间还可使用多少</translation>
    </message>
    <message>
        <source>what is to run</source>
        <translation>要运行什么</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是目录</translation>
    </message>
    <message>
        <source>you may not read it</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>a part of its path is not a folder</source>
        <translation>其路径的某一部分不是目录</translation>
    </message>
    <message>
        <source>its path is too long</source>
        <translation>其路径过长</translation>
    </message>
    <message>
        <source>its links lead in a circle</source>
        <translation>其链接形成循环</translation>
    </message>
    <message>
        <source>it cannot be read (error {number})</source>
        <translation>无法读取（错误 {number}）</translation>
    </message>
    <message>
        <source>it is larger than {text}</source>
        <translation>它大于 {text}</translation>
    </message>
    <message>
        <source>it is a pipe, a socket or a disk and not a file</source>
        <translation>它是管道、套接字或磁盘，而不是文件</translation>
    </message>
    <message>
        <source>The kubeconfig cannot be read: {what}.</source>
        <translation>无法读取 kubeconfig：{what}。</translation>
    </message>
    <message>
        <source>Name a file that you may read in --kubeconfig or KUBECONFIG.</source>
        <translation>请在 --kubeconfig 或 KUBECONFIG 中指定可读取的文件。</translation>
    </message>
    <message>
        <source>The token file cannot be read: {what}.</source>
        <translation>无法读取令牌文件：{what}。</translation>
    </message>
    <message>
        <source>The token file is empty.</source>
        <translation>令牌文件为空。</translation>
    </message>
    <message>
        <source>The exec program has not been allowed, or it, its scripts, arguments or variables changed since.</source>
        <translation>exec 程序未被允许，或者它、其脚本、参数或变量此后有变化。</translation>
    </message>
    <message>
        <source>The exec program wants to ask in a terminal (`interactiveMode: Always`). Log in with it there first.</source>
        <translation>exec 程序要在终端中询问（`interactiveMode: Always`）。请先在终端中用它登录。</translation>
    </message>
    <message>
        <source>The arguments name this file: consent is not to its content.</source>
        <translation>参数指定了此文件：允许的范围不包括其内容。</translation>
    </message>
    <message>
        <source>The program may find something else in it the next time.</source>
        <translation>程序下次可能从中读到别的内容。</translation>
    </message>
    <message>
        <source>The program that an argument names cannot be looked at: {text}</source>
        <translation>无法查看参数所指定的程序：{text}</translation>
    </message>
    <message>
        <source>The arguments name this program: consent is to its content too.</source>
        <translation>参数指定了此程序：允许的范围也包括其内容。</translation>
    </message>
    <message>
        <source>It is asked again where it changes.</source>
        <translation>它有变化时会再次询问。</translation>
    </message>
    <message>
        <source>The interpreter runs code that is in no file which the arguments name.</source>
        <translation>解释器运行的代码不在参数所指定的任何文件中。</translation>
    </message>
    <message>
        <source>What it loads besides is not looked at.</source>
        <translation>它另外加载的内容不会被查看。</translation>
    </message>
    <message>
        <source>Others may change the program.</source>
        <translation>其他人可以更改该程序。</translation>
    </message>
    <message>
        <source>Take away their right to write: chmod go-w.</source>
        <translation>请去掉他们的写权限：chmod go-w。</translation>
    </message>
    <message>
        <source>There is no connection in the kubeconfig.</source>
        <translation>kubeconfig 中没有连接。</translation>
    </message>
    <message>
        <source>Name a kubeconfig with --kubeconfig or KUBECONFIG, or a saved connection with --connection.</source>
        <translation>用 --kubeconfig 或 KUBECONFIG 指定一个 kubeconfig，或用 --connection 指定一个已保存的连接。</translation>
    </message>
    <message>
        <source>Add the cluster, or correct the name.</source>
        <translation>请添加该集群，或更正名称。</translation>
    </message>
    <message>
        <source>Add the user, or correct the name.</source>
        <translation>请添加该用户，或更正名称。</translation>
    </message>
    <message>
        <source>Choose one that is there.</source>
        <translation>请选择存在的一个。</translation>
    </message>
    <message>
        <source>Choose one that is there: {names}.</source>
        <translation>请选择存在的一个：{names}。</translation>
    </message>
    <message>
        <source>Correct `current-context`, or choose a context.</source>
        <translation>请更正 `current-context`，或选择上下文。</translation>
    </message>
    <message>
        <source>Correct the path in the kubeconfig.</source>
        <translation>请更正 kubeconfig 中的路径。</translation>
    </message>
    <message>
        <source>Whoever answers is taken for the cluster {name}: its certificate is not verified (`insecure-skip-tls-verify`).</source>
        <translation>谁回答就当作是集群 {name}：其证书未经验证（`insecure-skip-tls-verify`）。</translation>
    </message>
    <message>
        <source>No context is chosen, and the kubeconfig has no `current-context`.</source>
        <translation>没有选择上下文，kubeconfig 也没有 `current-context`。</translation>
    </message>
    <message>
        <source>Choose a context with --context.</source>
        <translation>请选择上下文。</translation>
    </message>
    <message>
        <source>There is no context {text}.</source>
        <translation>没有上下文 {text}。</translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>No connection is open. Open one, and make the plan again.</source>
        <translation>没有打开连接。请打开一个，再制定计划。</translation>
    </message>
    <message>
        <source>The connection is not saved any more.</source>
        <translation>该连接已不再保存。</translation>
    </message>
    <message>
        <source>A program that hands out credentials has not been allowed to run. Open the connection; it asks.</source>
        <translation>发放凭据的程序未被允许运行。请打开该连接，它会询问。</translation>
    </message>
    <message>
        <source>The connection cannot be used.</source>
        <translation>该连接无法使用。</translation>
    </message>
    <message>
        <source>The server has not answered in time.</source>
        <translation>服务器没有及时回答。</translation>
    </message>
    <message>
        <source>There is no object in the texts.</source>
        <translation>文本中没有对象。</translation>
    </message>
    <message>
        <source>The plan cannot be read.</source>
        <translation>无法读取计划。</translation>
    </message>
    <message>
        <source>There is no place for the journal. Set XDG_STATE_HOME, or HOME.</source>
        <translation>没有存放日志的地方。请设置 XDG_STATE_HOME 或 HOME。</translation>
    </message>
    <message>
        <source>The cluster is not reached.</source>
        <translation>无法到达集群。</translation>
    </message>
    <message>
        <source>The connection is saved as read-only.</source>
        <translation>该连接保存为只读。</translation>
    </message>
    <message>
        <source>The fleet could not be read, so what the change would bring about is not known.</source>
        <translation>无法读取舰队，因此不知道这个更改会带来什么。</translation>
    </message>
    <message>
        <source>Choose a file that you may read.</source>
        <translation>请选择可读取的文件。</translation>
    </message>
    <message>
        <source>Choose another kubeconfig, or a saved connection.</source>
        <translation>请选择另一个 kubeconfig，或一个已保存的连接。</translation>
    </message>
    <message>
        <source>Choose a context.</source>
        <translation>请选择上下文。</translation>
    </message>
    <message>
        <source>Add it to the fleet's snapshot to say where the replicas are.</source>
        <translation>要说明副本现在在哪里，请把它加入舰队的快照。</translation>
    </message>
    <message>
        <source>Add what `kubectl get resourcebindings -A -o yaml` prints on the fleet to the snapshot.</source>
        <translation>请把在舰队上执行 `kubectl get resourcebindings -A -o yaml` 的输出加入快照。</translation>
    </message>
    <message>
        <source>A conflict has no way out yet. Choose for each field: leave, take or share it.</source>
        <translation>还有冲突未决定。请为每个字段选择保留、接管或共同拥有。</translation>
    </message>
    <message>
        <source>The server has no dry run for it, so nobody knows what it would make of it. Tick the box to apply it nevertheless.</source>
        <translation>服务器不支持它的试运行，因此没有人知道会得到什么。要仍然执行，请勾选相应的复选框。</translation>
    </message>
    <message>
        <source>{tool} keeps it as its repository says ({sign}) and will put this change back. Change the repository, or tick the box.</source>
        <translation>{tool} 按其仓库维护它（{sign}），会把这个更改改回去。请修改仓库，或勾选相应的复选框。</translation>
    </message>
    <message>
        <source>{tool} keeps it as the fleet&apos;s object is ({sign}) and will put this change back. Change the fleet&apos;s object, give this cluster an OverridePolicy, or suspend its policy (spec.suspension) first; or tick the box.</source>
        <translation>{tool} 按舰队中的对象维护它（{sign}），会把这个更改改回去。请修改舰队中的对象、为此集群设置 OverridePolicy，或先暂停其策略（spec.suspension）；或勾选相应的复选框。</translation>
    </message>
    <message>
        <source>The connection {text}, which leads to this cluster, is saved as read-only: neither a dry run nor a change is sent. Let it write, under Connections.</source>
        <translation>通往此集群的连接 {text} 已保存为只读：既不发送试运行，也不发送变更。请在“连接”中允许它写入。</translation>
    </message>
    <message>
        <source>This connection only reads: neither a dry run nor a change is sent. Let the connection write, under Connections.</source>
        <translation>此连接只读取：既不发送试运行，也不发送更改。请在“连接”中允许它写入。</translation>
    </message>
    <message>
        <source>The value of {name} would have to be kept until the plan is applied, and Berth keeps none. Save the manifest as a file, or say beside the plan where the value is to be had.</source>
        <translation>{name} 的值需要保存到执行计划时，而 Berth 不保存任何值。请把清单保存为文件，或在计划旁说明从何处取得该值。</translation>
    </message>
    <message>
        <source>The value of {name} is a placeholder. Say beside the plan where it is to be had.</source>
        <translation>{name} 的值是占位符。请在计划旁说明从哪里取得它。</translation>
    </message>
    <message>
        <source>This text belongs in fleet.yaml (kind FleetExtras), which snapshots read; no cluster takes it.</source>
        <translation>这段文本属于 fleet.yaml（kind FleetExtras），由快照读取；没有集群接受它。</translation>
    </message>
    <message>
        <source>State them in the fleet.yaml of a snapshot.</source>
        <translation>请在快照的 fleet.yaml 中写明。</translation>
    </message>
    <message>
        <source>State them in the fleet.yaml of a snapshot, or let its ConfigMaps be read: {fix}</source>
        <translation>请在快照的 fleet.yaml 中写明，或允许读取它的 ConfigMap：{fix}</translation>
    </message>
    <message>
        <source>It is not known yet whether the step was done. Ask the cluster, under History.</source>
        <translation>还不知道该步是否已完成。请在“历史”中询问集群。</translation>
    </message>
    <message>
        <source>Ask the cluster, under History.</source>
        <translation>请在“历史”中询问集群。</translation>
    </message>
</context>
<context>
    <name>kube</name>
    <message>
        <source>Correct the path (`~` and variables are not expanded), or put the content in by the key with `-data`.</source>
        <translation>请更正路径（`~` 和变量不会展开），或用带 `-data` 的键写入内容。</translation>
    </message>
    <message>
        <source>Name the program that hands out the credentials.</source>
        <translation>请写明发放凭据的程序。</translation>
    </message>
    <message>
        <source>Name it, or remove it.</source>
        <translation>请写明名称，或去掉它。</translation>
    </message>
    <message>
        <source>Add `server`, the URL of its API.</source>
        <translation>请添加 `server`，即其 API 的 URL。</translation>
    </message>
    <message>
        <source>It has to start with http://, https:// or socks5://.</source>
        <translation>必须以 http://、https:// 或 socks5:// 开头。</translation>
    </message>
    <message>
        <source>Add `as`, the user&apos;s name.</source>
        <translation>请添加 `as`，即用户名。</translation>
    </message>
    <message>
        <source>A context has no name.</source>
        <translation>有一个上下文没有名称。</translation>
    </message>
    <message>
        <source>Give it a name, so that it can be chosen.</source>
        <translation>请给它命名，以便选择。</translation>
    </message>
    <message>
        <source>Use up to 63 lower-case letters, digits and hyphens.</source>
        <translation>请使用最多 63 个小写字母、数字和连字符。</translation>
    </message>
    <message>
        <source>Add it, or use an exec program such as kubelogin (`kubectl oidc-login`).</source>
        <translation>请添加它，或使用 kubelogin（`kubectl oidc-login`）之类的 exec 程序。</translation>
    </message>
    <message>
        <source>Use an exec program that hands out credentials, or a token.</source>
        <translation>请使用发放凭据的 exec 程序，或令牌。</translation>
    </message>
    <message>
        <source>Use the exec program kubelogin: `kubelogin convert-kubeconfig`.</source>
        <translation>请使用 exec 程序 kubelogin：`kubelogin convert-kubeconfig`。</translation>
    </message>
    <message>
        <source>Use the exec program gke-gcloud-auth-plugin: `gcloud container clusters get-credentials`.</source>
        <translation>请使用 exec 程序 gke-gcloud-auth-plugin：`gcloud container clusters get-credentials`。</translation>
    </message>
    <message>
        <source>Use the exec program client-keystone-auth.</source>
        <translation>请使用 exec 程序 client-keystone-auth。</translation>
    </message>
    <message>
        <source>Choose another one, or correct `current-context`.</source>
        <translation>请选择另一个，或更正 `current-context`。</translation>
    </message>
    <message>
        <source>There is no memory to read an object of the answer.</source>
        <translation>内存不足，无法读取回答中的一个对象。</translation>
    </message>
    <message>
        <source>An object of the answer is not JSON.</source>
        <translation>回答中的一个对象不是 JSON。</translation>
    </message>
    <message>
        <source>An object of the answer is something else.</source>
        <translation>回答中的一个对象是别的东西。</translation>
    </message>
    <message>
        <source>The answer does not say what the server serves.</source>
        <translation>回答没有说明服务器提供什么。</translation>
    </message>
    <message>
        <source>The API behind it does not answer the server.</source>
        <translation>它背后的 API 没有回答服务器。</translation>
    </message>
    <message>
        <source>The list goes on and on without an item.</source>
        <translation>列表不断继续却没有条目。</translation>
    </message>
    <message>
        <source>The list does not go on: the server gives the same page again.</source>
        <translation>列表没有继续：服务器又给出同一页。</translation>
    </message>
    <message>
        <source>The answer is no list: it does not begin with an object.</source>
        <translation>回答不是列表：开头不是对象。</translation>
    </message>
    <message>
        <source>An item of the list is no object.</source>
        <translation>列表中的一个条目不是对象。</translation>
    </message>
    <message>
        <source>Something stands behind the end of the list.</source>
        <translation>列表结尾之后还有内容。</translation>
    </message>
    <message>
        <source>The list has its items twice.</source>
        <translation>列表中的条目出现了两次。</translation>
    </message>
    <message>
        <source>The answer is empty.</source>
        <translation>回答为空。</translation>
    </message>
    <message>
        <source>The answer ends in the middle of the list.</source>
        <translation>回答在列表中间结束。</translation>
    </message>
    <message>
        <source>Something else than an object stands in the stream.</source>
        <translation>数据流中有对象以外的内容。</translation>
    </message>
    <message>
        <source>An event of the watch is not JSON.</source>
        <translation>监听中的一个事件不是 JSON。</translation>
    </message>
    <message>
        <source>An event of the watch is without its object.</source>
        <translation>监听中的一个事件没有对象。</translation>
    </message>
    <message>
        <source>An event of the watch is of no known type.</source>
        <translation>监听中的一个事件类型未知。</translation>
    </message>
    <message>
        <source>An object of the watch is without a name.</source>
        <translation>监听中的一个对象没有名称。</translation>
    </message>
    <message>
        <source>The watch ended in the middle of an event.</source>
        <translation>监听在一个事件中间结束。</translation>
    </message>
    <message>
        <source>Write it as https://host:port.</source>
        <translation>请写成 https://主机:端口。</translation>
    </message>
    <message>
        <source>A certificate authority is given, and certificates are not to be verified.</source>
        <translation>给出了证书颁发机构，却又不验证证书。</translation>
    </message>
    <message>
        <source>Use a version of the program that speaks client.authentication.k8s.io/v1 (or v1beta1).</source>
        <translation>请使用支持 client.authentication.k8s.io/v1（或 v1beta1）的程序版本。</translation>
    </message>
    <message>
        <source>Write a token into it.</source>
        <translation>请在其中写入令牌。</translation>
    </message>
    <message>
        <source>Write https:// in front of the server if it speaks TLS.</source>
        <translation>如果服务器使用 TLS，请在前面写 https://。</translation>
    </message>
    <message>
        <source>Do not connect unless you know why it is there.</source>
        <translation>除非知道它为何在此，否则不要连接。</translation>
    </message>
    <message>
        <source>Remove them to use the program.</source>
        <translation>要使用该程序，请去掉它们。</translation>
    </message>
    <message>
        <source>Remove the line end or control character from the token, user name or group.</source>
        <translation>请去掉令牌、用户名或组中的换行或控制字符。</translation>
    </message>
    <message>
        <source>Allow it only if you know why the kubeconfig sets it.</source>
        <translation>仅当知道 kubeconfig 为何设置它时才允许。</translation>
    </message>
    <message>
        <source>Install it, or correct `command`.</source>
        <translation>请安装它，或更正 `command`。</translation>
    </message>
    <message>
        <source>The exec program is not there.</source>
        <translation>exec 程序不存在。</translation>
    </message>
    <message>
        <source>The exec program cannot be looked at: {text}</source>
        <translation>无法查看 exec 程序：{text}</translation>
    </message>
    <message>
        <source>The connection has no exec program.</source>
        <translation>该连接没有 exec 程序。</translation>
    </message>
    <message>
        <source>None of the files that KUBECONFIG names is there: {text}</source>
        <translation>KUBECONFIG 所列的文件都不存在：{text}</translation>
    </message>
    <message>
        <source>Correct KUBECONFIG, or unset it to use ~/.kube/config.</source>
        <translation>请更正 KUBECONFIG，或取消设置以使用 ~/.kube/config。</translation>
    </message>
    <message>
        <source>Put the value in quotes.</source>
        <translation>请给值加引号。</translation>
    </message>
    <message>
        <source>Encode the file with `base64 -w0`, or name the file by the key without `-data`.</source>
        <translation>请用 `base64 -w0` 编码文件，或用不带 `-data` 的键指定文件。</translation>
    </message>
    <message>
        <source>A kubeconfig says `apiVersion: v1` and `kind: Config`.</source>
        <translation>kubeconfig 应写明 `apiVersion: v1` 和 `kind: Config`。</translation>
    </message>
    <message>
        <source>Rename or remove one of the two.</source>
        <translation>请重命名或去掉其中一个。</translation>
    </message>
    <message>
        <source>A number that JSON, and so Kubernetes, does not have stands here.</source>
        <translation>此处的数字 JSON 没有，Kubernetes 也没有。</translation>
    </message>
    <message>
        <source>There are too many open files to run a program.</source>
        <translation>打开的文件过多，无法运行程序。</translation>
    </message>
    <message>
        <source>The program cannot be started (error {number}).</source>
        <translation>无法启动程序（错误 {number}）。</translation>
    </message>
    <message>
        <source>The program was stopped.</source>
        <translation>程序已被停止。</translation>
    </message>
    <message>
        <source>A bracket is opened in the host and not closed.</source>
        <translation>主机中的方括号没有闭合。</translation>
    </message>
    <message>
        <source>What follows the bracketed host is not a port.</source>
        <translation>方括号主机之后不是端口。</translation>
    </message>
    <message>
        <source>What follows the colon of the host is not a port; an IPv6 address stands in brackets.</source>
        <translation>主机冒号之后不是端口；IPv6 地址要写在方括号中。</translation>
    </message>
    <message>
        <source>The host has a character that no host has.</source>
        <translation>主机含有不允许的字符。</translation>
    </message>
    <message>
        <source>The user name or password has a character that must be escaped.</source>
        <translation>用户名或密码含有必须转义的字符。</translation>
    </message>
    <message>
        <source>The path has a `%` that is not followed by two hexadecimal digits.</source>
        <translation>路径中的 `%` 之后不是两个十六进制数字。</translation>
    </message>
    <message>
        <source>The text has a colon, but no scheme in front of it.</source>
        <translation>文本有冒号，但前面没有协议。</translation>
    </message>
    <message>
        <source>A control character stands in the URL.</source>
        <translation>URL 中有控制字符。</translation>
    </message>
    <message>
        <source>The URL starts with a colon; its scheme is missing.</source>
        <translation>URL 以冒号开头；缺少协议。</translation>
    </message>
    <message>
        <source>The server is neither a URL nor host:port.</source>
        <translation>服务器既不是 URL 也不是 主机:端口。</translation>
    </message>
    <message>
        <source>Its scheme is missing or not well formed.</source>
        <translation>其协议缺失或格式不对。</translation>
    </message>
    <message>
        <source>A file and data are both given.</source>
        <translation>同时给出了文件和数据。</translation>
    </message>
    <message>
        <source>The file cannot be read: {what}.</source>
        <translation>无法读取文件：{what}。</translation>
    </message>
    <message>
        <source>Correct the path.</source>
        <translation>请更正路径。</translation>
    </message>
    <message>
        <source>Choose a context whose cluster and user are there.</source>
        <translation>请选择集群和用户都存在的上下文。</translation>
    </message>
    <message>
        <source>No context is chosen.</source>
        <translation>没有选择上下文。</translation>
    </message>
    <message>
        <source>There is no cluster {text}.</source>
        <translation>没有集群 {text}。</translation>
    </message>
    <message>
        <source>There is no user {text}.</source>
        <translation>没有用户 {text}。</translation>
    </message>
</context>
<context>
    <name>kube</name>
    <message>
        <source>the user {name}</source>
        <translation>用户 {name}</translation>
    </message>
    <message>
        <source>the cluster {name}</source>
        <translation>集群 {name}</translation>
    </message>
    <message>
        <source>the context {name}</source>
        <translation>上下文 {name}</translation>
    </message>
    <message>
        <source>The file of `{key}` of {of} cannot be read: {what}.</source>
        <translation>无法读取{of}的 `{key}` 所指的文件：{what}。</translation>
    </message>
    <message>
        <source>`{name}` and `{name2}-data` are both given for {of}.</source>
        <translation>{of}同时给出了 `{name}` 和 `{name2}-data`。</translation>
    </message>
    <message>
        <source>`exec` and `auth-provider` are both given for {of}.</source>
        <translation>{of}同时给出了 `exec` 和 `auth-provider`。</translation>
    </message>
    <message>
        <source>A variable in `exec.env` of {of} has no name.</source>
        <translation>{of}的 `exec.env` 中有一个变量没有名称。</translation>
    </message>
    <message>
        <source>There is a client certificate for {of}, but no key.</source>
        <translation>{of}有客户端证书，但没有密钥。</translation>
    </message>
    <message>
        <source>No server is given for {of}.</source>
        <translation>{of}没有写明服务器。</translation>
    </message>
    <message>
        <source>`proxy-url` of {of} has the scheme {text}.</source>
        <translation>{of}的 `proxy-url` 使用协议 {text}。</translation>
    </message>
    <message>
        <source>`proxy-url` of {of} is not a URL.</source>
        <translation>{of}的 `proxy-url` 不是 URL。</translation>
    </message>
    <message>
        <source>A token and a user name with password are both given for {of}.</source>
        <translation>{of}同时给出了令牌和用户名加密码。</translation>
    </message>
    <message>
        <source>A token and a user name are both given for {of}.</source>
        <translation>{of}同时给出了令牌和用户名。</translation>
    </message>
    <message>
        <source>For {of} a uid, groups or extra are to be impersonated, but no user.</source>
        <translation>{of}要模拟 uid、组或附加信息，却没有用户。</translation>
    </message>
    <message>
        <source>{of} names no user: requests would be anonymous.</source>
        <translation>{of}没有写明用户：请求将是匿名的。</translation>
    </message>
    <message>
        <source>{of} names no user: requests are anonymous.</source>
        <translation>{of}没有写明用户：请求是匿名的。</translation>
    </message>
    <message>
        <source>{of} names the user {text}, which is not there: requests would be anonymous.</source>
        <translation>{of}写明用户 {text}，但该用户不存在：请求将是匿名的。</translation>
    </message>
    <message>
        <source>{of} names the user {text}, which is not there: requests are anonymous.</source>
        <translation>{of}写明用户 {text}，但该用户不存在：请求是匿名的。</translation>
    </message>
    <message>
        <source>{of} names no cluster.</source>
        <translation>{of}没有写明集群。</translation>
    </message>
    <message>
        <source>{of} names the cluster {text}, which is not there.</source>
        <translation>{of}写明集群 {text}，但该集群不存在。</translation>
    </message>
    <message>
        <source>{of} has the namespace {text}, which no namespace can be called.</source>
        <translation>{of}的命名空间是 {text}，命名空间不能这样命名。</translation>
    </message>
    <message>
        <source>The auth-provider {text} of {of} is no longer part of Kubernetes.</source>
        <translation>{of}的 auth-provider {text} 已不再是 Kubernetes 的一部分。</translation>
    </message>
    <message>
        <source>The current context {text} is not there.</source>
        <translation>当前上下文 {text} 不存在。</translation>
    </message>
    <message>
        <source>The context {name}</source>
        <translation>上下文 {name}</translation>
    </message>
    <message>
        <source>Remove `auth-provider`.</source>
        <translation>请去掉 `auth-provider`。</translation>
    </message>
    <message>
        <source>Add `user`.</source>
        <translation>请添加 `user`。</translation>
    </message>
    <message>
        <source>Add `cluster`.</source>
        <translation>请添加 `cluster`。</translation>
    </message>
    <message>
        <source>The answer is no list: it has no {name}.</source>
        <translation>回答不是列表：没有 {name}。</translation>
    </message>
    <message>
        <source>The answer is nested deeper than {number}.</source>
        <translation>回答嵌套超过 {number} 层。</translation>
    </message>
    <message>
        <source>The list has, besides its items, more than {text}.</source>
        <translation>列表除条目之外超过 {text}。</translation>
    </message>
    <message>
        <source>An object of the answer has more than {text}.</source>
        <translation>回答中的一个对象超过 {text}。</translation>
    </message>
    <message>
        <source>There are more than {number} rows. Ask for fewer.</source>
        <translation>超过 {number} 行。请少要一些。</translation>
    </message>
    <message>
        <source>The server of the cluster {name} cannot be used: {what}</source>
        <translation>集群 {name} 的服务器无法使用：{what}</translation>
    </message>
    <message>
        <source>The certificate authority of the cluster {name} {what}.</source>
        <translation>集群 {name} 的证书颁发机构{what}。</translation>
    </message>
    <message>
        <source>is not in PEM</source>
        <translation>不是 PEM 格式</translation>
    </message>
    <message>
        <source>holds no certificate</source>
        <translation>不含证书</translation>
    </message>
    <message>
        <source>holds a certificate that cannot be read</source>
        <translation>含有无法读取的证书</translation>
    </message>
    <message>
        <source>Fetch the kubeconfig anew.</source>
        <translation>请重新获取 kubeconfig。</translation>
    </message>
    <message>
        <source>The client certificate of the user {name} cannot be read.</source>
        <translation>无法读取用户 {name} 的客户端证书。</translation>
    </message>
    <message>
        <source>The client key of the user {name} cannot be read; keys with a passphrase are not.</source>
        <translation>无法读取用户 {name} 的客户端密钥；不支持带口令的密钥。</translation>
    </message>
    <message>
        <source>Client certificate and key do not belong together, for the user {name}.</source>
        <translation>用户 {name} 的客户端证书与密钥不匹配。</translation>
    </message>
    <message>
        <source>`exec` of {of} has the apiVersion {text}, which is not spoken.</source>
        <translation>{of}的 `exec` 使用 apiVersion {text}，不受支持。</translation>
    </message>
    <message>
        <source>The token file of {of} is empty.</source>
        <translation>{of}的令牌文件为空。</translation>
    </message>
    <message>
        <source>The server is reached over {name}, so no token, password, certificate or exec program is used.</source>
        <translation>通过 {name} 到达服务器，因此不使用令牌、密码、证书或 exec 程序。</translation>
    </message>
    <message>
        <source>The {role} of the cluster {text}, {name}, is an address of a cloud&apos;s metadata service, not of a cluster.</source>
        <translation>集群 {text} 的 {role} {name} 是云元数据服务的地址，不是集群的地址。</translation>
    </message>
    <message>
        <source>The exec program of the user {name} is not run: its other credentials are used.</source>
        <translation>不运行用户 {name} 的 exec 程序：使用其他凭据。</translation>
    </message>
    <message>
        <source>The exec program printed a credential with a field that is not a text.</source>
        <translation>exec 程序输出的凭据中有字段不是文本。</translation>
    </message>
    <message>
        <source>The exec program printed an expiry that is not a time (RFC 3339).</source>
        <translation>exec 程序输出的到期时间不是时间（RFC 3339）。</translation>
    </message>
    <message>
        <source>The exec program printed neither a token nor a certificate with its key.</source>
        <translation>exec 程序既没有输出令牌，也没有输出证书和密钥。</translation>
    </message>
    <message>
        <source>The exec program printed only one of certificate and key.</source>
        <translation>exec 程序只输出了证书和密钥之一。</translation>
    </message>
    <message>
        <source>The exec program printed a certificate and a key that cannot be read or do not belong together.</source>
        <translation>exec 程序输出的证书和密钥无法读取或不匹配。</translation>
    </message>
    <message>
        <source>The exec program printed something else than one ExecCredential in JSON.</source>
        <translation>exec 程序输出的不是一个 JSON 的 ExecCredential。</translation>
    </message>
    <message>
        <source>The exec program printed something that begins as JSON and is none from line {number}, column {number2} on.</source>
        <translation>exec 程序输出的内容以 JSON 开头，但从第 {number} 行第 {number2} 列起不是 JSON。</translation>
    </message>
    <message>
        <source>The exec program said: {text}</source>
        <translation>exec 程序输出：{text}</translation>
    </message>
    <message>
        <source>The exec program printed a text and no ExecCredential in JSON.</source>
        <translation>exec 程序输出了文本，而不是 JSON 的 ExecCredential。</translation>
    </message>
    <message>
        <source>The exec program printed an object that is not an ExecCredential.</source>
        <translation>exec 程序输出的对象不是 ExecCredential。</translation>
    </message>
    <message>
        <source>The exec program speaks {text}, and the kubeconfig asks for {name}.</source>
        <translation>exec 程序使用 {text}，而 kubeconfig 要求 {name}。</translation>
    </message>
    <message>
        <source>The exec program printed no status.</source>
        <translation>exec 程序没有输出 status。</translation>
    </message>
    <message>
        <source>The exec program printed a status that is not a mapping.</source>
        <translation>exec 程序输出的 status 不是映射。</translation>
    </message>
    <message>
        <source>The variable {name} can make the program run other code.</source>
        <translation>变量 {name} 可能使程序运行其他代码。</translation>
    </message>
    <message>
        <source>The exec program ended with code {number}.</source>
        <translation>exec 程序以代码 {number} 结束。</translation>
    </message>
    <message>
        <source>Its PATH was {text}.</source>
        <translation>它的 PATH 是 {text}。</translation>
    </message>
    <message>
        <source>It said: {text}</source>
        <translation>它的输出：{text}</translation>
    </message>
    <message>
        <source>The context {text} of {text2} gets the {what} {text3} of {text4}, not the one of its own file.</source>
        <translation>{text2} 的上下文 {text} 得到的是 {text4} 的 {what} {text3}，而不是自己文件中的。</translation>
    </message>
    <message>
        <source>Rename the {what} in one of the files, or open the files one by one.</source>
        <translation>请在其中一个文件中重命名该 {what}，或逐个打开文件。</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>The variable {name} holds no URL of a proxy. {what}</source>
        <translation>变量 {name} 不含代理的 URL。{what}</translation>
    </message>
    <message>
        <source>`{name}` is not base64.</source>
        <translation>`{name}` 不是 base64。</translation>
    </message>
    <message>
        <source>This is {text} of version {text2}, not a kubeconfig.</source>
        <translation>这是版本 {text2} 的 {text}，不是 kubeconfig。</translation>
    </message>
    <message>
        <source>The name {text} stands twice in `{name}`.</source>
        <translation>名称 {text} 在 `{name}` 中出现了两次。</translation>
    </message>
    <message>
        <source>The program did not end within {number} s and was killed. It last said: {text}</source>
        <translation>程序在 {number} 秒内没有结束，已被终止。它最后的输出：{text}</translation>
    </message>
    <message>
        <source>The program printed more than {number} KiB and was killed.</source>
        <translation>程序输出超过 {number} KiB，已被终止。</translation>
    </message>
    <message>
        <source>In {name} {replicas} would run by preempting {victims}: kube-scheduler evicts them before any node is bought. Those that have a controller wait for a node anew.</source>
        <translation>在 {name} 中，{replicas}将通过抢占 {victims} 运行：kube-scheduler 会在购买任何节点之前驱逐它们。有控制器的会重新等待节点。</translation>
    </message>
    <message>
        <source>{number} pod that makes way is made anew, and {nodes} would be bought for that: they are among the new nodes and their cost here.</source>
        <translation>{number} 个让位的 Pod 会被重新创建，并将为此购买{nodes}：它们已计入这里的新节点及其费用。</translation>
    </message>
    <message>
        <source>{number} pods that make way are made anew, and {nodes} would be bought for that: they are among the new nodes and their cost here.</source>
        <translation>{number} 个让位的 Pod 会被重新创建，并将为此购买{nodes}：它们已计入这里的新节点及其费用。</translation>
    </message>
    <message>
        <source>{number} pod that makes way is made anew, and {pods} of these would find no node and stay Pending.</source>
        <translation>{number} 个让位的 Pod 会被重新创建，其中 {pods}将找不到节点而保持 Pending。</translation>
    </message>
    <message>
        <source>{number} pods that make way are made anew, and {pods} of these would find no node and stay Pending.</source>
        <translation>{number} 个让位的 Pod 会被重新创建，其中 {pods}将找不到节点而保持 Pending。</translation>
    </message>
    <message>
        <source>Who makes way in {name} is not told, so nodes that would be bought for those made anew are not in the cost here.</source>
        <translation>{name} 中由谁让位并不明确，因此为重新创建的 Pod 购买的节点没有计入这里的费用。</translation>
    </message>
    <message>
        <source>correct the override&apos;s rule for {name}, or take it out</source>
        <translation>更正 {name} 的覆盖规则，或将其去掉</translation>
    </message>
    <message>
        <source>Give the pods a PriorityClass with preemptionPolicy: Never to wait for a node instead, or make room first.</source>
        <translation>给 Pod 一个 preemptionPolicy: Never 的 PriorityClass，让它们改为等待节点；或先腾出空间。</translation>
    </message>
    <message>
        <source>At its worst moment the update in {name} would run {replicas} by preempting {victims}.</source>
        <translation>{name} 中的更新在最紧张的时刻将通过抢占 {victims} 运行{replicas}。</translation>
    </message>
    <message>
        <source>pods of lower priority</source>
        <translation>优先级更低的 Pod</translation>
    </message>
    <message>
        <source>{text} (priority {number})</source>
        <translation>{text}（优先级 {number}）</translation>
    </message>
    <message>
        <source>wait until what is on the way out of {name} has gone: {text}</source>
        <translation>等待 {name} 中正在退出的 Pod 消失：{text}</translation>
    </message>
    <message>
        <source>wait until node {name} of {name2} has its cards</source>
        <translation>等到 {name2} 的节点 {name} 有了卡</translation>
    </message>
    <message>
        <source>wait until nodes {names} of {name} have their cards</source>
        <translation>等到 {name} 的节点 {names} 有了卡</translation>
    </message>
    <message>
        <source>wait until node {name} of {name2} has started</source>
        <translation>等到 {name2} 的节点 {name} 启动完成</translation>
    </message>
    <message>
        <source>wait until nodes {names} of {name} have started</source>
        <translation>等到 {name} 的节点 {names} 启动完成</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: {names} update at once, and each needs for its new pods what is there for fewer of them ({reason}).</source>
        <translation>{name} 中的更新可能无法完成：{names} 同时更新，每个都需要为新 Pod 使用不够所有集群用的资源（{reason}）。</translation>
    </message>
    <message>
        <source>The update may not finish in {name}: {names} update at once, and each needs for its new pods what is there for fewer of them.</source>
        <translation>{name} 中的更新可能无法完成：{names} 同时更新，每个都需要为新 Pod 使用不够所有集群用的资源。</translation>
    </message>
    <message>
        <source>Update one cluster after the other (suspension.dispatchingOnClusters of the policy); or set maxSurge: 0 and maxUnavailable: 1, which does without one replica meanwhile.</source>
        <translation>逐个集群更新（策略的 suspension.dispatchingOnClusters）；或设置 maxSurge: 0 和 maxUnavailable: 1，期间少一个副本。</translation>
    </message>
    <message>
        <source>Update one cluster after the other (suspension.dispatchingOnClusters of the policy).</source>
        <translation>逐个集群更新（策略的 suspension.dispatchingOnClusters）。</translation>
    </message>
    <message>
        <source>The scheduler gives clusters more replicas than will get a node: {where}. It counts for the pod as the fleet has it, and an override gives the cluster another one.</source>
        <translation>调度器分给集群的副本多于能得到节点的：{where}。它按舰队中的 Pod 计数，而有覆盖规则给了集群另一种 Pod。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, some of {replicas} would run only by preempting pods of lower priority.</source>
        <translation>伸缩到上限时，{replicas}中的一部分只能靠抢占优先级更低的 Pod 运行。</translation>
    </message>
    <message>
        <source>Scaled to the maximum, some of {replicas} would run only by preempting pods of lower priority. The most that fits is {replicas2}.</source>
        <translation>伸缩到上限时，{replicas}中的一部分只能靠抢占优先级更低的 Pod 运行。最多放得下 {replicas2}。</translation>
    </message>
    <message>
        <source>Scaled at {name}, some of {replicas} would run only by preempting pods of lower priority.</source>
        <translation>在 {name} 伸缩时，{replicas}中的一部分只能靠抢占优先级更低的 Pod 运行。</translation>
    </message>
    <message>
        <source>{name} {text} has placed {text2}.</source>
        <translation>{name} {text} 已放置 {text2}。</translation>
    </message>
    <message>
        <source>It stays there, and changes of it reach no cluster until another policy selects it.</source>
        <translation>它们会留在原处；在另一条策略选中它们之前，改动不会到达任何集群。</translation>
    </message>
    <message>
        <source>Clusters keep their copies: the policy preserves resources on deletion.</source>
        <translation>各集群保留其副本：该策略在删除时保留资源。</translation>
    </message>
    <message>
        <source>Clusters may delete it with the policy: it does not preserve resources on deletion, and ACK One does not document what happens.</source>
        <translation>各集群可能随策略一起删除它们：该策略在删除时不保留资源，而 ACK One 没有说明会发生什么。</translation>
    </message>
    <message>
        <source>What goes along was not looked for: what the cluster serves is not known.</source>
        <translation>未查找随之删除的对象：不知道集群提供哪些资源。</translation>
    </message>
    <message>
        <source>Whether {text} go along is not known: needs `list` of them. Add this rule to a role: {text2}</source>
        <translation>不知道 {text} 是否随之删除：需要对它们的 `list` 权限。请把此规则加入角色：{text2}</translation>
    </message>
    <message>
        <source>Whether {text} and {number} more go along is not known: needs `list` of them. Add this rule to a role: {text2}</source>
        <translation>不知道 {text} 等（另有 {number} 种）是否随之删除：需要对它们的 `list` 权限。请把此规则加入角色：{text2}</translation>
    </message>
    <message>
        <source>Whether {text} go along is not known: {sentence}</source>
        <translation>不知道 {text} 是否随之删除：{sentence}</translation>
    </message>
    <message>
        <source>there are more than {number}.</source>
        <translation>超过 {number} 个。</translation>
    </message>
    <message>
        <source>the server has not answered in time.</source>
        <translation>服务器没有及时应答。</translation>
    </message>
    <message>
        <source>What it owns in namespaces was not looked for.</source>
        <translation>未查找它在各命名空间中拥有的对象。</translation>
    </message>
    <message>
        <source>a manifest is wanted here</source>
        <translation>这里应为一份清单</translation>
    </message>
    <message>
        <source>The journal has no such plan.</source>
        <translation>日志中没有这个计划。</translation>
    </message>
    <message>
        <source>{name} {name2} is not added: its values have to be filled in first.</source>
        <translation>未加入 {name} {name2}：须先填写其值。</translation>
    </message>
    <message>
        <source>Write it, and plan it for {name}.</source>
        <translation>请写好它，并为 {name} 制定计划。</translation>
    </message>
    <message>
        <source>The snapshot does not hold it.</source>
        <translation>快照中没有它。</translation>
    </message>
    <message>
        <source>whether nodes have image {text}: not known</source>
        <translation>节点上是否有镜像 {text}：未知</translation>
    </message>
    <message>
        <source>image {name} is on {number} of {number2} nodes</source>
        <translation>镜像 {name} 在 {number2} 个节点中的 {number} 个上</translation>
    </message>
    <message>
        <source>image {name} is on {number} of {number2} node</source>
        <translation>镜像 {name} 在 {number2} 个节点中的 {number} 个上</translation>
    </message>
    <message>
        <source>image {name} is on {number} of {number2} of its first nodes</source>
        <translation>镜像 {name} 在最先读到的 {number2} 个节点中的 {number} 个上</translation>
    </message>
    <message>
        <source>image {name} is on none of {number} nodes, as far as they tell: a pull comes first</source>
        <translation>就节点所报，镜像 {name} 不在 {number} 个节点中的任何一个上：须先拉取</translation>
    </message>
    <message>
        <source>image {name} is on none of {number} node, as far as they tell: a pull comes first</source>
        <translation>就节点所报，镜像 {name} 不在这 {number} 个节点上：须先拉取</translation>
    </message>
    <message>
        <source>image {name} is on none of {number} of its first nodes, as far as they tell: a pull comes first</source>
        <translation>就节点所报，镜像 {name} 不在最先读到的 {number} 个节点中的任何一个上：须先拉取</translation>
    </message>
    <message>
        <source>Node .status.images, at most 50 of each</source>
        <translation>Node .status.images，每个节点至多 50 个</translation>
    </message>
    <message>
        <source>Pull it ahead (a DaemonSet, or a node pool with a custom image), or allow for the time.</source>
        <translation>请预先拉取（用 DaemonSet，或带自定义镜像的节点池），或留出时间。</translation>
    </message>
    <message>
        <source>the registry of {name} {phrase}</source>
        <translation>{name} 的镜像仓库{phrase}</translation>
    </message>
    <message>
        <source>the volume's {name} {phrase}</source>
        <translation>卷的 {name} {phrase}</translation>
    </message>
    <message>
        <source>the pod template's image</source>
        <translation>Pod 模板中的镜像</translation>
    </message>
    <message>
        <source>{name} {name2}: not known</source>
        <translation>{name} {name2}：未知</translation>
    </message>
    <message>
        <source>{what}: not known</source>
        <translation>{what}：未知</translation>
    </message>
    <message>
        <source>The cluster does not serve it.</source>
        <translation>集群不提供它。</translation>
    </message>
    <message>
        <source>{name} {name2} is not there yet, and the fleet brings it</source>
        <translation>{name} {name2} 尚不存在，舰队会带来它</translation>
    </message>
    <message>
        <source>{name} {name2} is not there yet: whether the fleet brings it is not known</source>
        <translation>{name} {name2} 尚不存在：舰队是否会带来它未知</translation>
    </message>
    <message>
        <source>See whether the fleet has it, and a policy selects it.</source>
        <translation>请查看舰队是否有它，以及是否有策略选中它。</translation>
    </message>
    <message>
        <source>{name} {name2} selects it</source>
        <translation>{name} {name2} 选中了它</translation>
    </message>
    <message>
        <source>member of the fleet, and ready</source>
        <translation>舰队成员，且就绪</translation>
    </message>
    <message>
        <source>the fleet does not reach it: {text}</source>
        <translation>舰队无法到达它：{text}</translation>
    </message>
    <message>
        <source>What is placed there is not carried out until it answers.</source>
        <translation>放置到那里的内容要等它应答后才会执行。</translation>
    </message>
    <message>
        <source>policy {name} alone selects it</source>
        <translation>只有策略 {name} 选中它</translation>
    </message>
    <message>
        <source>policy {name} decides, and {text} selects it too</source>
        <translation>由策略 {name} 决定，{text} 也选中它</translation>
    </message>
    <message>
        <source>policy {name} decides, and {text} select it too</source>
        <translation>由策略 {name} 决定，{text} 也选中它</translation>
    </message>
    <message>
        <source>Narrow the resourceSelectors, so that one policy selects it.</source>
        <translation>请收窄 resourceSelectors，使只有一条策略选中它。</translation>
    </message>
    <message>
        <source>Namespace {name} is there</source>
        <translation>命名空间 {name} 已存在</translation>
    </message>
    <message>
        <source>Namespace {name} is not there</source>
        <translation>命名空间 {name} 不存在</translation>
    </message>
    <message>
        <source>Namespace {name} is being deleted</source>
        <translation>命名空间 {name} 正在删除</translation>
    </message>
    <message>
        <source>Wait until it is gone, and make it anew.</source>
        <translation>请等它消失后重新创建。</translation>
    </message>
    <message>
        <source>A fleet makes its own namespaces in its members; what is applied before that, or to this cluster itself, needs it first.</source>
        <translation>舰队会在成员中创建自己的命名空间；在此之前应用的，或直接应用到该集群的，须先有它。</translation>
    </message>
    <message>
        <source>the cluster does not serve {name} of {name2}</source>
        <translation>集群不提供 {name2} 的 {name}</translation>
    </message>
    <message>
        <source>discovery of the cluster</source>
        <translation>集群的资源发现</translation>
    </message>
    <message>
        <source>Install the controller that brings this kind.</source>
        <translation>请安装提供该类型的控制器。</translation>
    </message>
    <message>
        <source>the cluster serves {name}</source>
        <translation>集群提供 {name}</translation>
    </message>
    <message>
        <source>{name} {name2} is there</source>
        <translation>{name} {name2} 已存在</translation>
    </message>
    <message>
        <source>{name} {name2} is not there yet</source>
        <translation>{name} {name2} 尚不存在</translation>
    </message>
    <message>
        <source>{name} {name2} is there, and the fleet's</source>
        <translation>{name} {name2} 已存在，属于舰队</translation>
    </message>
    <message>
        <source>{name} {name2} is there, and not the fleet's: it is overwritten</source>
        <translation>{name} {name2} 已存在，但不属于舰队：会被覆盖</translation>
    </message>
    <message>
        <source>{name} {name2} is there, and not the fleet's: the fleet leaves it as it is</source>
        <translation>{name} {name2} 已存在，但不属于舰队：舰队不会改动它</translation>
    </message>
    <message>
        <source>Save it first, if it is still wanted.</source>
        <translation>如果仍需要它，请先保存。</translation>
    </message>
    <message>
        <source>Delete it there, rename yours, or set conflictResolution: Overwrite in the policy to take it over.</source>
        <translation>请在那里删除它，或给你的对象改名，或在策略中设置 conflictResolution: Overwrite 以接管它。</translation>
    </message>
    <message>
        <source>HorizontalPodAutoscaler {name} sets the replicas, and the fleet leaves them</source>
        <translation>由 HorizontalPodAutoscaler {name} 设定副本数，舰队不改动</translation>
    </message>
    <message>
        <source>HorizontalPodAutoscaler {name} sets the replicas, too</source>
        <translation>HorizontalPodAutoscaler {name} 也会设定副本数</translation>
    </message>
    <message>
        <source>Leave spec.replicas out of the manifest: an apply that holds it undoes what the autoscaler has set.</source>
        <translation>请从清单中去掉 spec.replicas：含有它的应用会覆盖自动伸缩器设定的值。</translation>
    </message>
    <message>
        <source>HorizontalPodAutoscaler {name} and the fleet both write spec.replicas</source>
        <translation>HorizontalPodAutoscaler {name} 与舰队都会写 spec.replicas</translation>
    </message>
    <message>
        <source>Take it out of the cluster and scale by a FederatedHPA, or label the workload resourcetemplate.karmada.io/retain-replicas: "true".</source>
        <translation>请从集群中移除它并用 FederatedHPA 伸缩，或给工作负载加标签 resourcetemplate.karmada.io/retain-replicas: "true"。</translation>
    </message>
    <message>
        <source>no autoscaler of the cluster writes its replicas</source>
        <translation>集群中没有自动伸缩器写其副本数</translation>
    </message>
    <message>
        <source>HorizontalPodAutoscalers in {name}: not known</source>
        <translation>{name} 中的 HorizontalPodAutoscaler：未知</translation>
    </message>
    <message>
        <source>ServiceAccount {name} is not there: its pods cannot be made</source>
        <translation>ServiceAccount {name} 不存在：无法创建其 Pod</translation>
    </message>
    <message>
        <source>Make it there first.</source>
        <translation>请先在那里创建它。</translation>
    </message>
    <message>
        <source>Apply it to this cluster, as the texts have it.</source>
        <translation>请按文本中的内容应用到该集群。</translation>
    </message>
    <message>
        <source>Apply it to this cluster, as cluster {name} has it.</source>
        <translation>请按集群 {name} 中的内容应用到该集群。</translation>
    </message>
    <message>
        <source>PriorityClass {name} is there</source>
        <translation>PriorityClass {name} 已存在</translation>
    </message>
    <message>
        <source>RuntimeClass {name} is there</source>
        <translation>RuntimeClass {name} 已存在</translation>
    </message>
    <message>
        <source>PriorityClass {name} is not there: its pods are turned away</source>
        <translation>PriorityClass {name} 不存在：其 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>RuntimeClass {name} is not there: its pods are turned away</source>
        <translation>RuntimeClass {name} 不存在：其 Pod 会被拒绝</translation>
    </message>
    <message>
        <source>PriorityClass {name}: which ones the cluster has is not known</source>
        <translation>PriorityClass {name}：不知道集群有哪些</translation>
    </message>
    <message>
        <source>RuntimeClass {name}: which ones the cluster has is not known</source>
        <translation>RuntimeClass {name}：不知道集群有哪些</translation>
    </message>
    <message>
        <source>Make it there as cluster {name} has it, with value {number}.</source>
        <translation>请按集群 {name} 中的样子在那里创建它，值为 {number}。</translation>
    </message>
    <message>
        <source>Make it there as cluster {name} has it.</source>
        <translation>请按集群 {name} 中的样子在那里创建它。</translation>
    </message>
    <message>
        <source>Secret {name} is there; its keys are not looked at</source>
        <translation>Secret {name} 已存在；未查看其键</translation>
    </message>
    <message>
        <source>Secret {name} is of type {text}, which pulls no images</source>
        <translation>Secret {name} 的类型是 {text}，不能拉取镜像</translation>
    </message>
    <message>
        <source>Make it with kubectl create secret docker-registry.</source>
        <translation>请用 kubectl create secret docker-registry 创建。</translation>
    </message>
    <message>
        <source>Secret {name} is not there: private images are not pulled</source>
        <translation>Secret {name} 不存在：无法拉取私有镜像</translation>
    </message>
    <message>
        <source>Secret {name} is not there: containers do not start</source>
        <translation>Secret {name} 不存在：容器无法启动</translation>
    </message>
    <message>
        <source>Secret {name} is not there, and optional</source>
        <translation>Secret {name} 不存在，且为可选</translation>
    </message>
    <message>
        <source>wanted by {by}</source>
        <translation>{by} 需要它</translation>
    </message>
    <message>
        <source>Make it there first, with its values.</source>
        <translation>请先在那里创建它，并填写其值。</translation>
    </message>
    <message>
        <source>ConfigMap {name} is not there, and optional</source>
        <translation>ConfigMap {name} 不存在，且为可选</translation>
    </message>
    <message>
        <source>ConfigMap {name} is not there: containers do not start</source>
        <translation>ConfigMap {name} 不存在：容器无法启动</translation>
    </message>
    <message>
        <source>Of {number} workloads that the changes are about, the clusters are checked for the first {number2}.</source>
        <translation>改动涉及 {number} 个工作负载，只为前 {number2} 个检查了集群。</translation>
    </message>
    <message>
        <source>{number} node reports {name}</source>
        <translation>{number} 个节点报告 {name}</translation>
    </message>
    <message>
        <source>{number} nodes report {name}</source>
        <translation>{number} 个节点报告 {name}</translation>
    </message>
    <message>
        <source>only nodes that are not ready report {name}</source>
        <translation>只有未就绪的节点报告 {name}</translation>
    </message>
    <message>
        <source>Look at why they are not ready.</source>
        <translation>请查看它们为何未就绪。</translation>
    </message>
    <message>
        <source>{name}: its nodes are not known</source>
        <translation>{name}：不知道有哪些节点</translation>
    </message>
    <message>
        <source>Give the right to list nodes.</source>
        <translation>请授予列出节点的权限。</translation>
    </message>
    <message>
        <source>no node reports {name} yet; the first one that is bought will tell</source>
        <translation>尚无节点报告 {name}；购买的第一个节点会说明</translation>
    </message>
    <message>
        <source>See that the device plug-in runs on new nodes.</source>
        <translation>请确保设备插件会在新节点上运行。</translation>
    </message>
    <message>
        <source>no node reports {name}, and no elastic pool buys one</source>
        <translation>没有节点报告 {name}，也没有弹性节点池会购买</translation>
    </message>
    <message>
        <source>Add an elastic node pool with that device, or install its plug-in.</source>
        <translation>请添加带该设备的弹性节点池，或安装其插件。</translation>
    </message>
    <message>
        <source>its node pools are not known</source>
        <translation>不知道它的节点池</translation>
    </message>
    <message>
        <source>State them in fleet.yaml (--extras).</source>
        <translation>请在 fleet.yaml（--extras）中写明。</translation>
    </message>
    <message>
        <source>State them in fleet.yaml (--extras), or let its ConfigMaps be read: {fix}</source>
        <translation>请在 fleet.yaml（--extras）中写明，或允许读取它的 ConfigMap：{fix}</translation>
    </message>
    <message>
        <source>no node reports {name}, and whether a node pool buys one is not known</source>
        <translation>没有节点报告 {name}，而是否有节点池会购买并不清楚</translation>
    </message>
    <message>
        <source>pool {name} has {nodes} of at most {number}, and what it buys is not known</source>
        <translation>节点池 {name} 有 {nodes}，上限 {number}，而它会购买什么并不清楚</translation>
    </message>
    <message>
        <source>pool {name} has {nodes}, scales by itself, and to how many is not known</source>
        <translation>节点池 {name} 有 {nodes}，会自动伸缩，但上限未知</translation>
    </message>
    <message>
        <source>pool {name} has {nodes}, and whether it buys more is not known</source>
        <translation>节点池 {name} 有 {nodes}，是否会再购买并不清楚</translation>
    </message>
    <message>
        <source>pool {name} is at its maximum of {nodes}</source>
        <translation>节点池 {name} 已达上限 {nodes}</translation>
    </message>
    <message>
        <source>{text}, ConfigMaps in kube-system</source>
        <translation>{text}，kube-system 中的 ConfigMap</translation>
    </message>
    <message>
        <source>no node pool buys what its pods ask for</source>
        <translation>没有节点池购买其 Pod 所要求的资源</translation>
    </message>
    <message>
        <source>Add an elastic node pool whose instance types have it.</source>
        <translation>请添加实例规格具备该资源的弹性节点池。</translation>
    </message>
    <message>
        <source>pool {name} does not scale by itself</source>
        <translation>节点池 {name} 不会自动伸缩</translation>
    </message>
    <message>
        <source>Turn automatic scaling on, with 0 as its minimum.</source>
        <translation>请开启自动伸缩，最小值设为 0。</translation>
    </message>
    <message>
        <source>pool {name} is at its maximum: {text} nodes</source>
        <translation>节点池 {name} 已达最大值：{text} 个节点</translation>
    </message>
    <message>
        <source>Raise its maximum, if more replicas are to come.</source>
        <translation>如果还会有更多副本，请提高其最大值。</translation>
    </message>
    <message>
        <source>pool {name} scales by itself, {text} nodes</source>
        <translation>节点池 {name} 自动伸缩，{text} 个节点</translation>
    </message>
    <message>
        <source>pool {name}: which autoscaler works there is not known</source>
        <translation>节点池 {name}：不知道由哪个自动伸缩器管理</translation>
    </message>
    <message>
        <source>instant elasticity is on</source>
        <translation>已开启即时弹性</translation>
    </message>
    <message>
        <source>instant elasticity is on ({text})</source>
        <translation>已开启即时弹性（{text}）</translation>
    </message>
    <message>
        <source>pool {name} is scaled by {text}, which does not tell the fleet what it could buy</source>
        <translation>节点池 {name} 由 {text} 伸缩，它不会告诉舰队能买到什么</translation>
    </message>
    <message>
        <source>Switch the cluster to instant node elasticity, if it is one of ACK.</source>
        <translation>如果是 ACK 集群，请切换到节点即时弹性。</translation>
    </message>
    <message>
        <source>pool {name} waits {number} min to shrink</source>
        <translation>节点池 {name} 等待 {number} 分钟后缩容</translation>
    </message>
    <message>
        <source>Idle nodes are paid for that long; lower the delay.</source>
        <translation>空闲节点在此期间照常计费；请缩短该延迟。</translation>
    </message>
    <message>
        <source>a quota is in the way: {text}</source>
        <translation>配额不足：{text}</translation>
    </message>
    <message>
        <source>namespace {name}: its quotas are not known</source>
        <translation>命名空间 {name}：其配额未知</translation>
    </message>
    <message>
        <source>namespace {name}: its limit ranges are not known</source>
        <translation>命名空间 {name}：其 LimitRange 未知</translation>
    </message>
    <message>
        <source>Add what `kubectl get limitranges -A -o json` prints.</source>
        <translation>请加入 `kubectl get limitranges -A -o json` 的输出。</translation>
    </message>
    <message>
        <source>the limit ranges of namespace {name} let its pods in</source>
        <translation>命名空间 {name} 的 LimitRange 允许其 Pod</translation>
    </message>
    <message>
        <source>Change the pod&apos;s requests and limits, or the limit range.</source>
        <translation>请修改 Pod 的请求量和上限，或修改 LimitRange。</translation>
    </message>
    <message>
        <source>Change the template&apos;s storage request, or the limit range.</source>
        <translation>请修改模板的存储请求量，或修改 LimitRange。</translation>
    </message>
    <message>
        <source>StorageClass {name}: which ones the cluster has is not known</source>
        <translation>StorageClass {name}：不知道集群有哪些</translation>
    </message>
    <message>
        <source>a default StorageClass: which ones the cluster has is not known</source>
        <translation>默认 StorageClass：不知道集群有哪些</translation>
    </message>
    <message>
        <source>StorageClass {name} is there</source>
        <translation>StorageClass {name} 存在</translation>
    </message>
    <message>
        <source>a default StorageClass is there</source>
        <translation>存在默认 StorageClass</translation>
    </message>
    <message>
        <source>StorageClass {name} is not there: the pods of its claims stay Pending</source>
        <translation>StorageClass {name} 不存在：使用其声明的 Pod 会一直 Pending</translation>
    </message>
    <message>
        <source>there is no default StorageClass, and claim template {name} names none: its pods stay Pending</source>
        <translation>没有默认 StorageClass，存储声明模板 {name} 也未指定：其 Pod 会一直 Pending</translation>
    </message>
    <message>
        <source>there is no default StorageClass, and PersistentVolumeClaim {name} names none: its pods stay Pending</source>
        <translation>没有默认 StorageClass，PersistentVolumeClaim {name} 也未指定：其 Pod 会一直 Pending</translation>
    </message>
    <message>
        <source>Name one, or make one the default: the cluster has {names}.</source>
        <translation>请指定一个，或把其中一个设为默认：集群已有 {names}。</translation>
    </message>
    <message>
        <source>Create it there, or name another: the cluster has {names}.</source>
        <translation>请在那里创建它，或改写另一个：集群已有 {names}。</translation>
    </message>
    <message>
        <source>no default storage class for claim template {name}</source>
        <translation>存储声明模板 {name} 没有默认存储类</translation>
    </message>
    <message>
        <source>LimitRanges of namespace {name}</source>
        <translation>命名空间 {name} 的 LimitRange</translation>
    </message>
    <message>
        <source>claim template {name} .spec.storageClassName</source>
        <translation>存储声明模板 {name} 的 .spec.storageClassName</translation>
    </message>
    <message>
        <source>the quotas of namespace {name} leave room</source>
        <translation>命名空间 {name} 的配额有余量</translation>
    </message>
    <message>
        <source>Raise it, or ask for less.</source>
        <translation>请提高它，或减少请求。</translation>
    </message>
    <message>
        <source>PersistentVolumeClaim {name} is bound</source>
        <translation>PersistentVolumeClaim {name} 已绑定</translation>
    </message>
    <message>
        <source>PersistentVolumeClaim {name} has lost its volume</source>
        <translation>PersistentVolumeClaim {name} 丢失了卷</translation>
    </message>
    <message>
        <source>Make the volume anew, or delete the claim and make both.</source>
        <translation>请重新创建卷，或删除声明后重建两者。</translation>
    </message>
    <message>
        <source>PersistentVolumeClaim {name} is bound when its first pod comes</source>
        <translation>PersistentVolumeClaim {name} 在第一个 Pod 到来时绑定</translation>
    </message>
    <message>
        <source>PersistentVolumeClaim {name} is not bound: its pods stay Pending</source>
        <translation>PersistentVolumeClaim {name} 未绑定：其 Pod 会一直 Pending</translation>
    </message>
    <message>
        <source>Look at its events; a claim for one volume needs that volume, with its class, modes and size.</source>
        <translation>请查看其事件；指定卷的声明需要那个卷，且类、模式、大小都要相符。</translation>
    </message>
    <message>
        <source>PersistentVolumeClaim {name} is not there: its pods stay Pending</source>
        <translation>PersistentVolumeClaim {name} 不存在：其 Pod 会一直 Pending</translation>
    </message>
    <message>
        <source>Make it there first, with its volume.</source>
        <translation>请先在那里创建它及其卷。</translation>
    </message>
    <message>
        <source>It asks for PersistentVolume {name}, which has to be made as well.</source>
        <translation>它要求 PersistentVolume {name}，也须创建。</translation>
    </message>
    <message>
        <source>The values of Secret {name} are yours to fill in.</source>
        <translation>Secret {name} 的值须由你填写。</translation>
    </message>
    <message>
        <source>Mind that {name} {phrase}.</source>
        <translation>请注意 {name} {phrase}。</translation>
    </message>
    <message>
        <source>where PersistentVolume {name} is: not known</source>
        <translation>PersistentVolume {name} 在哪里：未知</translation>
    </message>
    <message>
        <source>Secret {name} is not there: the volume cannot be mounted</source>
        <translation>Secret {name} 不存在：无法挂载卷</translation>
    </message>
    <message>
        <source>Fluid Dataset {name} is ready</source>
        <translation>Fluid Dataset {name} 已就绪</translation>
    </message>
    <message>
        <source>Fluid Dataset {name} is ready, {text} cached</source>
        <translation>Fluid Dataset {name} 已就绪，已缓存 {text}</translation>
    </message>
    <message>
        <source>Fluid Dataset {name} is not ready</source>
        <translation>Fluid Dataset {name} 未就绪</translation>
    </message>
    <message>
        <source>Its runtime has to be up: look at the Dataset's conditions.</source>
        <translation>其运行时须已启动：请查看 Dataset 的 conditions。</translation>
    </message>
    <message>
        <source>Fluid Dataset {name} is not there, and its claim is of Fluid</source>
        <translation>Fluid Dataset {name} 不存在，而其声明属于 Fluid</translation>
    </message>
    <message>
        <source>Make the Dataset and its runtime in this cluster.</source>
        <translation>请在该集群中创建 Dataset 及其运行时。</translation>
    </message>
    <message>
        <source>is reached over the internet, and billed by traffic</source>
        <translation>经公网访问，按流量计费</translation>
    </message>
    <message>
        <source>Use the internal endpoint of the cluster's region.</source>
        <translation>请使用集群所在地域的内网端点。</translation>
    </message>
    <message>
        <source>is an internal address of {name}; the cluster's region is not known</source>
        <translation>是 {name} 的内网地址；不知道集群的地域</translation>
    </message>
    <message>
        <source>is a public address of {name}; the cluster's region is not known</source>
        <translation>是 {name} 的公网地址；不知道集群的地域</translation>
    </message>
    <message>
        <source>State the cluster's region in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明集群的地域。</translation>
    </message>
    <message>
        <source>is in the cluster's region, inside</source>
        <translation>在集群所在地域的内网中</translation>
    </message>
    <message>
        <source>is an internal address of {name}, which a cluster in {name2} does not reach</source>
        <translation>是 {name} 的内网地址，{name2} 的集群无法访问</translation>
    </message>
    <message>
        <source>Copy it to {name}, or use a public address of it.</source>
        <translation>请复制到 {name}，或使用其公网地址。</translation>
    </message>
    <message>
        <source>is a public address: slower than the region's own network, and billed by traffic</source>
        <translation>是公网地址：比地域内网慢，且按流量计费</translation>
    </message>
    <message>
        <source>Use {name}.</source>
        <translation>请使用 {name}。</translation>
    </message>
    <message>
        <source>is a public address of {name}, far from {name2}: slow, and billed by traffic</source>
        <translation>是 {name} 的公网地址，离 {name2} 很远：慢，且按流量计费</translation>
    </message>
    <message>
        <source>Copy it to {name} and use its internal address there.</source>
        <translation>请复制到 {name}，并在那里使用其内网地址。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on whether the pods fit the smallest type of a node pool of {name}, which cluster-autoscaler plans it with.</source>
        <translation>选中哪些集群取决于 Pod 能否放入 {name} 某个节点池中最小的规格，cluster-autoscaler 按该规格规划。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on instance types of {name}, of which the snapshot does not tell what they have.</source>
        <translation>选中哪些集群取决于 {name} 的实例规格，而快照没有说明它们有什么。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the zones in which a node pool of {name} buys, which are not known.</source>
        <translation>选中哪些集群取决于 {name} 某个节点池在哪些可用区购买，而这未知。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on what new nodes of {name} really have, which nobody has seen.</source>
        <translation>选中哪些集群取决于 {name} 的新节点实际有什么，而没人见过。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on whether the node autoscaler of {name} adds nodes that such pods can use.</source>
        <translation>选中哪些集群取决于 {name} 的节点伸缩组件是否会增加这类 Pod 能用的节点。</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on the devices of {name} that the pods claim, which nobody here reads.</source>
        <translation>选中哪些集群取决于 {name} 中 Pod 所声明的设备，而这里不读取它们。</translation>
    </message>
    <message>
        <source>Describe them in fleet.yaml under `instanceTypes`.</source>
        <translation>请在 fleet.yaml 的 `instanceTypes` 下描述它们。</translation>
    </message>
    <message>
        <source>State the pool&apos;s `allocatable` in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中写明该节点池的 `allocatable`。</translation>
    </message>
    <message>
        <source>Try it with one replica first.</source>
        <translation>请先用一个副本试一试。</translation>
    </message>
    <message>
        <source>Look at `kubectl get resourceslices` there.</source>
        <translation>请在那里查看 `kubectl get resourceslices`。</translation>
    </message>
    <message>
        <source>{replicas} rest on instance types that the snapshot does not describe.</source>
        <translation>{replicas}取决于快照没有描述的实例规格。</translation>
    </message>
    <message>
        <source>{replicas} rests on instance types that the snapshot does not describe.</source>
        <translation>{replicas}取决于快照没有描述的实例规格。</translation>
    </message>
    <message>
        <source>{replicas} rest on stock that nobody has promised, and on instance types that the snapshot does not describe.</source>
        <translation>{replicas}取决于没人承诺的库存，以及快照没有描述的实例规格。</translation>
    </message>
    <message>
        <source>{replicas} rests on stock that nobody has promised, and on instance types that the snapshot does not describe.</source>
        <translation>{replicas}取决于没人承诺的库存，以及快照没有描述的实例规格。</translation>
    </message>
    <message>
        <source>{replicas} rest on the zones of a node pool, which are not known.</source>
        <translation>{replicas}取决于某个节点池未知的可用区。</translation>
    </message>
    <message>
        <source>{replicas} rests on the zones of a node pool, which are not known.</source>
        <translation>{replicas}取决于某个节点池未知的可用区。</translation>
    </message>
    <message>
        <source>{replicas} rest on stock that nobody has promised, and on the zones of a node pool, which are not known.</source>
        <translation>{replicas}取决于没人承诺的库存，以及某个节点池未知的可用区。</translation>
    </message>
    <message>
        <source>{replicas} rests on stock that nobody has promised, and on the zones of a node pool, which are not known.</source>
        <translation>{replicas}取决于没人承诺的库存，以及某个节点池未知的可用区。</translation>
    </message>
    <message>
        <source>{replicas} rest on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with.</source>
        <translation>{replicas}取决于Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划）。</translation>
    </message>
    <message>
        <source>{replicas} rests on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with.</source>
        <translation>{replicas}取决于Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划）。</translation>
    </message>
    <message>
        <source>{replicas} rest on instance types that the snapshot does not describe, and on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with.</source>
        <translation>{replicas}取决于快照没有描述的实例规格，以及Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划）。</translation>
    </message>
    <message>
        <source>{replicas} rests on instance types that the snapshot does not describe, and on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with.</source>
        <translation>{replicas}取决于快照没有描述的实例规格，以及Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划）。</translation>
    </message>
    <message>
        <source>{replicas} rest on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with, and on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划），以及新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rests on whether the pods fit the smallest type of a pool, which cluster-autoscaler plans it with, and on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于Pod 能否放入节点池中最小的规格（cluster-autoscaler 按该规格规划），以及新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rest on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rests on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rest on stock that nobody has promised, and on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于没人承诺的库存，以及新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rests on stock that nobody has promised, and on new nodes that have all that ACK&apos;s reservation formula says.</source>
        <translation>{replicas}取决于没人承诺的库存，以及新节点拥有 ACK 预留公式所说的全部资源。</translation>
    </message>
    <message>
        <source>{replicas} rest on a node pool&apos;s maximum or size that is not known.</source>
        <translation>{replicas}取决于某个节点池未知的最大值或节点数。</translation>
    </message>
    <message>
        <source>{replicas} rests on a node pool&apos;s maximum or size that is not known.</source>
        <translation>{replicas}取决于某个节点池未知的最大值或节点数。</translation>
    </message>
    <message>
        <source>{replicas} rest on stock that nobody has promised, and on a node pool&apos;s maximum or size that is not known.</source>
        <translation>{replicas}取决于没人承诺的库存，以及某个节点池未知的最大值或节点数。</translation>
    </message>
    <message>
        <source>{replicas} rests on stock that nobody has promised, and on a node pool&apos;s maximum or size that is not known.</source>
        <translation>{replicas}取决于没人承诺的库存，以及某个节点池未知的最大值或节点数。</translation>
    </message>
    <message>
        <source>State the pool&apos;s `allocatable` in fleet.yaml, or ask for less cpu and memory.</source>
        <translation>请在 fleet.yaml 中写明该节点池的 `allocatable`，或少要一些 CPU 和内存。</translation>
    </message>
    <message>
        <source>What the nodes give for certain is not enough to place everything; the division shown holds only if they give more.</source>
        <translation>节点肯定能给的不足以放下全部；所示划分只在它们给得更多时成立。</translation>
    </message>
    <message>
        <source>Try it with one replica first, or keep nodes for it.</source>
        <translation>请先用一个副本试一试，或为它预留节点。</translation>
    </message>
    <message>
        <source>its {nodes} has room for {range} replicas, as whether the devices are free that the pods claim is not known</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为 Pod 所声明的设备是否空闲未知</translation>
    </message>
    <message>
        <source>its {nodes} have room for {range} replicas, as whether the devices are free that the pods claim is not known</source>
        <translation>其 {nodes}可容纳 {range} 个副本，因为 Pod 所声明的设备是否空闲未知</translation>
    </message>
    <message>
        <source>{reason}; of what is known for certain there is too little for all, and then the scheduler places none anew</source>
        <translation>{reason}；按确定已知的不够全部放置，此时调度器不会新放置任何副本</translation>
    </message>
    <message>
        <source>what instance type {type} has is not known</source>
        <translation>实例规格 {type} 有什么未知</translation>
    </message>
    <message>
        <source>what instance type {type} has</source>
        <translation>实例规格 {type} 有什么</translation>
    </message>
    <message>
        <source>a node of this type in another pool</source>
        <translation>另一个节点池中同规格的一个节点</translation>
    </message>
    <message>
        <source>Which clusters are chosen depends on a quota of the account of {name}, whose limit or use is not known.</source>
        <translation>选中哪些集群取决于 {name} 所属账号的某个配额，而其额度或用量未知。</translation>
    </message>
    <message>
        <source>State both in fleet.yaml.</source>
        <translation>请在 fleet.yaml 中把两者都写明。</translation>
    </message>
    <message>
        <source>State both in fleet.yaml under `quotas`.</source>
        <translation>请在 fleet.yaml 的 `quotas` 下把两者都写明。</translation>
    </message>
    <message>
        <source>{replicas} rest on a quota of the account whose limit or use is not known.</source>
        <translation>{replicas}取决于账号中额度或用量未知的配额。</translation>
    </message>
    <message>
        <source>{replicas} rests on a quota of the account whose limit or use is not known.</source>
        <translation>{replicas}取决于账号中额度或用量未知的配额。</translation>
    </message>
    <message>
        <source>what the instance type has is not known</source>
        <translation>该实例规格有什么未知</translation>
    </message>
    <message>
        <source>the pool may buy in another zone, as its zones are not known</source>
        <translation>该节点池的可用区未知，它可能在另一个可用区购买</translation>
    </message>
    <message>
        <source>GOATScaler is documented to add no nodes for pods with native sidecar containers</source>
        <translation>按文档，GOATScaler 不为带原生 sidecar 容器的 Pod 增加节点</translation>
    </message>
    <message>
        <source>cluster-autoscaler plans the pool with its smallest type, and whether the pods fit that one is not known</source>
        <translation>cluster-autoscaler 按节点池中最小的规格规划，而 Pod 能否放入该规格未知</translation>
    </message>
    <message>
        <source>GOATScaler does not look at volumes and may buy where the pods&apos; volume cannot be mounted</source>
        <translation>GOATScaler 不看存储卷，可能在无法挂载 Pod 的卷的地方购买</translation>
    </message>
    <message>
        <source>whether the devices are free that the pods claim is not known</source>
        <translation>Pod 所声明的设备是否空闲未知</translation>
    </message>
    <message>
        <source>the pod fits by what is assumed of the node (ACK&apos;s reservation formula, the usual system disk), and not if it has less</source>
        <translation>按对节点的假定（ACK 的预留公式、通常的系统盘）Pod 放得下，但若节点更少，则放不下</translation>
    </message>
    <message>
        <source>how many nodes the pool has is not known</source>
        <translation>该节点池现有多少节点未知</translation>
    </message>
    <message>
        <source>the pool&apos;s maximum is not known</source>
        <translation>该节点池的最大值未知</translation>
    </message>
    <message>
        <source>the limit or the use of a quota is not known</source>
        <translation>某个配额的额度或用量未知</translation>
    </message>
    <message>
        <source>The server's schema of {name} has no field {name2}.</source>
        <translation>服务器上 {name} 的模式没有字段 {name2}。</translation>
    </message>
    <message>
        <source>Correct its name, or remove it.</source>
        <translation>请更正它的名称，或删除它。</translation>
    </message>
    <message>
        <source>The server's schema of {name} wants {wanted} at {name2}, and this is {kind}.</source>
        <translation>服务器上 {name} 的模式在 {name2} 处要求{wanted}，而这里是{kind}。</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>a string or a whole number</source>
        <translation>字符串或整数</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>任意值</translation>
    </message>
    <message>
        <source>Write it in quotes.</source>
        <translation>请加上引号。</translation>
    </message>
    <message>
        <source>Write it as a list, with a dash before each item.</source>
        <translation>请写成列表，每一项前加短横线。</translation>
    </message>
</context>
</TS>
