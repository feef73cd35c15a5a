namespace Psa;

/// <summary>The active national currencies of ISO 4217 (list one of January 2026) with their numeric codes and minor units; metals, funds and test codes are no money.</summary>
internal static class CurrencyTable
{
    /// <summary>One row a currency, in the order of the codes. A currency is its place in here, so new rows don't break stored data: codes are stored, not places.</summary>
    internal static readonly Row[] Rows =
    [
        new("AED", 784, 2), new("AFN", 971, 2), new("ALL", 8, 2), new("AMD", 51, 2), new("AOA", 973, 2), new("ARS", 32, 2),
        new("AUD", 36, 2), new("AWG", 533, 2), new("AZN", 944, 2), new("BAM", 977, 2), new("BBD", 52, 2), new("BDT", 50, 2),
        new("BHD", 48, 3), new("BIF", 108, 0), new("BMD", 60, 2), new("BND", 96, 2), new("BOB", 68, 2), new("BRL", 986, 2),
        new("BSD", 44, 2), new("BTN", 64, 2), new("BWP", 72, 2), new("BYN", 933, 2), new("BZD", 84, 2), new("CAD", 124, 2),
        new("CDF", 976, 2), new("CHF", 756, 2), new("CLF", 990, 4), new("CLP", 152, 0), new("CNY", 156, 2), new("COP", 170, 2),
        new("CRC", 188, 2), new("CUP", 192, 2), new("CVE", 132, 2), new("CZK", 203, 2), new("DJF", 262, 0), new("DKK", 208, 2),
        new("DOP", 214, 2), new("DZD", 12, 2), new("EGP", 818, 2), new("ERN", 232, 2), new("ETB", 230, 2), new("EUR", 978, 2),
        new("FJD", 242, 2), new("FKP", 238, 2), new("GBP", 826, 2), new("GEL", 981, 2), new("GHS", 936, 2), new("GIP", 292, 2),
        new("GMD", 270, 2), new("GNF", 324, 0), new("GTQ", 320, 2), new("GYD", 328, 2), new("HKD", 344, 2), new("HNL", 340, 2),
        new("HTG", 332, 2), new("HUF", 348, 2), new("IDR", 360, 2), new("ILS", 376, 2), new("INR", 356, 2), new("IQD", 368, 3),
        new("IRR", 364, 2), new("ISK", 352, 0), new("JMD", 388, 2), new("JOD", 400, 3), new("JPY", 392, 0), new("KES", 404, 2),
        new("KGS", 417, 2), new("KHR", 116, 2), new("KMF", 174, 0), new("KPW", 408, 2), new("KRW", 410, 0), new("KWD", 414, 3),
        new("KYD", 136, 2), new("KZT", 398, 2), new("LAK", 418, 2), new("LBP", 422, 2), new("LKR", 144, 2), new("LRD", 430, 2),
        new("LSL", 426, 2), new("LYD", 434, 3), new("MAD", 504, 2), new("MDL", 498, 2), new("MGA", 969, 2), new("MKD", 807, 2),
        new("MMK", 104, 2), new("MNT", 496, 2), new("MOP", 446, 2), new("MRU", 929, 2), new("MUR", 480, 2), new("MVR", 462, 2),
        new("MWK", 454, 2), new("MXN", 484, 2), new("MYR", 458, 2), new("MZN", 943, 2), new("NAD", 516, 2), new("NGN", 566, 2),
        new("NIO", 558, 2), new("NOK", 578, 2), new("NPR", 524, 2), new("NZD", 554, 2), new("OMR", 512, 3), new("PAB", 590, 2),
        new("PEN", 604, 2), new("PGK", 598, 2), new("PHP", 608, 2), new("PKR", 586, 2), new("PLN", 985, 2), new("PYG", 600, 0),
        new("QAR", 634, 2), new("RON", 946, 2), new("RSD", 941, 2), new("RUB", 643, 2), new("RWF", 646, 0), new("SAR", 682, 2),
        new("SBD", 90, 2), new("SCR", 690, 2), new("SDG", 938, 2), new("SEK", 752, 2), new("SGD", 702, 2), new("SHP", 654, 2),
        new("SLE", 925, 2), new("SOS", 706, 2), new("SRD", 968, 2), new("SSP", 728, 2), new("STN", 930, 2), new("SVC", 222, 2),
        new("SYP", 760, 2), new("SZL", 748, 2), new("THB", 764, 2), new("TJS", 972, 2), new("TMT", 934, 2), new("TND", 788, 3),
        new("TOP", 776, 2), new("TRY", 949, 2), new("TTD", 780, 2), new("TWD", 901, 2), new("TZS", 834, 2), new("UAH", 980, 2),
        new("UGX", 800, 0), new("USD", 840, 2), new("UYI", 940, 0), new("UYU", 858, 2), new("UYW", 927, 4), new("UZS", 860, 2),
        new("VED", 926, 2), new("VES", 928, 2), new("VND", 704, 0), new("VUV", 548, 0), new("WST", 882, 2), new("XAD", 396, 2),
        new("XAF", 950, 0), new("XCD", 951, 2), new("XCG", 532, 2), new("XOF", 952, 0), new("XPF", 953, 0), new("YER", 886, 2),
        new("ZAR", 710, 2), new("ZMW", 967, 2), new("ZWG", 924, 2),
    ];

    internal static readonly Dictionary<string, byte>.AlternateLookup<ReadOnlySpan<char>> ByCode = Index().GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly long[] PowersOfTen = [1, 10, 100, 1_000, 10_000];

    private static readonly string[] Formats = ["F0", "F1", "F2", "F3", "F4"];

    /// <summary>Gives the format that writes an amount with all its decimals.</summary>
    internal static string Format(int minorUnits) => Formats[minorUnits];

    /// <summary>Gives ten to the power of a currency's minor units.</summary>
    internal static long Scale(int minorUnits) => PowersOfTen[minorUnits];

    private static Dictionary<string, byte> Index()
    {
        var byCode = new Dictionary<string, byte>(Rows.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Rows.Length; i++)
        {
            byCode.Add(Rows[i].Code, (byte)(i + 1));
        }

        return byCode;
    }

    internal readonly record struct Row(string Code, short NumericCode, byte MinorUnits);
}
