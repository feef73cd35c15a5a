using System.Text;

namespace Psa.Samples.BillingRun.Focus;

/// <summary>Tells by the first bytes what a file is, whatever it is called.</summary>
internal static class FileKind
{
    private const int TarMark = 257;

    // by their first bytes
    private static readonly (string Name, byte[] Mark)[] Foreign =
    [
        ("a Parquet file", "PAR1"u8.ToArray()),
        ("an ORC file", "ORC"u8.ToArray()),
        ("an Arrow file", "ARROW1"u8.ToArray()),
        ("an Avro file", "Obj\u0001"u8.ToArray()),
        ("an old Excel workbook (.xls)", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("a PDF document", "%PDF-"u8.ToArray()),
        ("a SQLite database", "SQLite format 3\0"u8.ToArray()),
        ("a 7z archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ("a RAR archive", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
        ("compressed by bzip2", "BZh"u8.ToArray()),
        ("compressed by xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        ("compressed by zstd", [0x28, 0xB5, 0x2F, 0xFD]),
        ("compressed by lz4", [0x04, 0x22, 0x4D, 0x18]),
        ("compressed by snappy", [0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50]),
        ("compressed by compress (.Z)", [0x1F, 0x9D]),
        ("a text in UTF-32", [0xFF, 0xFE, 0x00, 0x00]),
        ("a text in UTF-32", [0x00, 0x00, 0xFE, 0xFF]),
    ];

    internal static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Says what a file is that can't be a table of text; <see langword="null"/> when it may be one.</summary>
    internal static string? ForeignName(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return OfZip(head);
        }

        foreach (var (name, mark) in Foreign)
        {
            if (head.StartsWith(mark))
            {
                return name;
            }
        }

        if (head.Length >= TarMark + 5 && head.Slice(TarMark, 5).SequenceEqual("ustar"u8))
        {
            return "a tar archive";
        }

        return (TextOf(head).AsSpan().TrimStart(" \t\r\n\uFEFF") is [var first, ..] ? first : ' ') switch
        {
            '{' or '[' => "a JSON document",
            '<' => "an XML or HTML document",
            _ => IsGzip(head) ? "compressed twice" : null,
        };
    }

    /// <summary>Tells the encoding: by its mark, or as every other byte of the first letters of UTF-16 is zero; else UTF-8.</summary>
    internal static Encoding EncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || (head is [not 0, 0, not 0, 0, ..]))
        {
            return Encoding.Unicode;
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (head is [0, not 0, 0, not 0, ..]) ? Encoding.BigEndianUnicode : Encoding.UTF8;
    }

    /// <summary>Reads the beginning of a text.</summary>
    internal static string TextOf(ReadOnlySpan<byte> head) => EncodingOf(head).GetString(head);

    // office documents are archives too: the name of what lies first in them tells
    private static string OfZip(ReadOnlySpan<byte> head)
    {
        const int NameLength = 26;
        const int Name = 30;
        var first = head.Length > Name ? Encoding.UTF8.GetString(head[Name..Math.Min(head.Length, Name + head[NameLength])]) : string.Empty;
        return first.StartsWith("mimetype", StringComparison.Ordinal) ? "an OpenDocument spreadsheet (.ods)"
            : first.StartsWith("[Content_Types]", StringComparison.Ordinal) || first.StartsWith("xl/", StringComparison.Ordinal) || first.StartsWith("_rels/", StringComparison.Ordinal) || first.StartsWith("docProps/", StringComparison.Ordinal) ? "an Excel workbook (.xlsx)"
            : "a ZIP archive";
    }
}
