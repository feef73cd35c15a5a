using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Psa.Attack.Tests.Files;

/// <summary>Makes what somebody might take for a FOCUS table: bytes flipped or lost, columns swapped or gone, odd numbers, dates, marks, quotes and encodings, some of it gzipped.</summary>
internal sealed class FocusMutations(Random dice)
{
    private const string Header = "BillingAccountId,SubAccountId,SubAccountName,ServiceName,ChargePeriodStart,BilledCost,BillingCurrency,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,BillingPeriodStart";

    private static readonly string[] OddNumbers =
    [
        "", "NULL", "1e400", "-1e400", "1e-400", "1E28", "1E29", "79228162514264337593543950335", "79228162514264337593543950336", "-79228162514264337593543950335", new('9', 400), "0." + new string('1', 400),
        "NaN", "Infinity", "-0", "+1", "0x10", "1,5", "1 000", "--1", "1e", "e5", ".", "-", "９", "1e2147483648", "0.0000000000000000000000000001", "922337203685477580.7", "4.440892098500626e-16", "1.2345678901234567890123456789", "1234567890.123456789012345678", "-.5", "92233720368547758.08", "9223372036854775807", "-9223372036854775808",
    ];

    private static readonly string[] OddDates =
    [
        "", "NULL", "0000-00-00 00:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "9999-12-31T23:59:59Z", "10000-01-01 00:00:00", "-0001-01-01 00:00:00", "2024-02-30 00:00:00", "2024-02-29 24:00:00",
        "2019-12-31 23:59:59", "2020-01-01 00:00:00", "2099-12-31 00:00:00", "2999-01-01", "18.09.2024", "2024-09-18T22:00Z", "2024-09-18T22:00:00.000Z", "2024-10-01T05:00:00+0900", "2024-09-18 22:00:00 UTC", "2024-09-18T22:00:00+99:99", "2024-09-18T22:00:00.9999999999999Z", "2024-08-31T23:59:59Z", "2024-09-18T22:00:00+02:00", "1726696800", "now",
    ];

    private static readonly string[] OddTexts =
    [
        "", "NULL", " ", "\0", "a\0b", "\uFEFF", "\"", "\"\"", "\"\"\"", "\"open", "a\"b", "\r", "\n", "=1+1", "../../etc/passwd", new('x', 5000), "\uD83D\uDE00", "e\u0301", "\u202E", "\u200B4711", "4711\u00A0", "47\u200B11", "\uFEFF\"4711\"", "\uFFFD", "XXX", "EUR", "eur", "USDT", "'; DROP TABLE psa_customer; --", "[red]x[/]", "[", "{0}",
    ];

    private static readonly byte[][] OddBytes = [[0], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80], "\""u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), ","u8.ToArray(), "\r\n\r\n"u8.ToArray()];

    /// <summary>Makes a good table.</summary>
    public static string Good(int rows)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row % 2},{4711 + (row % 5)},\"Somebody, {row % 5}\",Compute {row % 3},2024-09-{1 + (row % 28):00} 22:00:00,{row}.{row % 100:00},USD,{row % 7}.5,Hours,0,Hours,2024-09-01 00:00:00\n");
        }

        return text.ToString();
    }

    /// <summary>Mutates a table, once or several times.</summary>
    public byte[] Mutate(string table)
    {
        var text = table;
        for (var times = dice.Next(0, 4); times > 0; times--)
        {
            text = dice.Next(3) == 0 ? Columns(text) : Cell(text);
        }

        var bytes = (dice.Next(40) == 0 ? Encoding.Unicode : dice.Next(40) == 0 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text);
        for (var times = dice.Next(0, 4); times > 0; times--)
        {
            bytes = Bytes(bytes);
        }

        return dice.Next(10) == 0 ? Bytes(Gzipped(bytes)) : bytes;
    }

    private static byte[] Gzipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Joined(List<string[]> rows) => string.Join('\n', rows.Select(row => string.Join(',', row)));

    // good enough to mutate: what stands in quotes is cut too
    private static List<string[]> Split(string text) => [.. text.Split('\n').Select(line => line.Split(','))];

    private string Cell(string text)
    {
        var rows = Split(text);
        var row = rows[dice.Next(rows.Count)];
        var odd = dice.Next(3) switch { 0 => OddNumbers, 1 => OddDates, _ => OddTexts };
        row[dice.Next(row.Length)] = odd[dice.Next(odd.Length)];
        return Joined(rows);
    }

    private string Columns(string text)
    {
        var rows = Split(text);
        var (one, other) = (dice.Next(rows[0].Length), dice.Next(rows[0].Length));
        var kind = dice.Next(4);
        if (kind == 3)
        {
            rows[0][one] = rows[0][other];
            return Joined(rows);
        }

        for (var n = 0; n < rows.Count; n++)
        {
            if (rows[n].Length <= Math.Max(one, other))
            {
                continue;
            }

            switch (kind)
            {
                case 0:
                    (rows[n][one], rows[n][other]) = (rows[n][other], rows[n][one]);
                    break;
                case 1:
                    rows[n] = [.. rows[n].Where((_, place) => place != one)];
                    break;
                default:
                    rows[n] = [.. rows[n], rows[n][one]];
                    break;
            }
        }

        return Joined(rows);
    }

    private byte[] Bytes(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        var (at, length) = (dice.Next(bytes.Length), dice.Next(1, 200));
        switch (dice.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes.Skip(at + length)];
            case 2:
                return [.. bytes[..at], .. bytes.Skip(at).Take(length), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. OddBytes[dice.Next(OddBytes.Length)], .. bytes[at..]];
            case 4:
                return [.. OddBytes[dice.Next(OddBytes.Length)], .. bytes];
            default:
                var flipped = bytes.ToArray();
                for (var flips = dice.Next(1, 8); flips > 0; flips--)
                {
                    flipped[dice.Next(flipped.Length)] ^= (byte)(1 << dice.Next(8));
                }

                return flipped;
        }
    }
}
