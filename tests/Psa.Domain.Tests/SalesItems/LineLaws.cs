using Psa.Documents;
using Psa.SalesItems;

namespace Psa.Domain.Tests.SalesItems;

/// <summary>What holds of the lines of every item, whatever happened (R-LINE-SAYS).</summary>
internal static class LineLaws
{
    internal static void Hold(SalesItem item)
    {
        Assert.Equal(item.Net.MinorUnits, item.Lines.Sum(line => line.Amount.MinorUnits));
        for (var i = 0; i < item.Lines.Count; i++)
        {
            var line = item.Lines[i];
            Assert.Equal(line.Amount, line.Recompute(Rounding.HalfUp));
            Assert.True(line.UnitPrice.Amount >= 0m || line.Discount is null, $"{line}");
            Assert.True(Math.Abs(line.Carry) <= 1 || (item.BilledBefore is not null && i >= item.Lines.Count - 2), $"line {i} of {item.Lines.Count} carries {line.Carry}: {line}");
            Assert.True(line.Share is not { } share || (share.Units > 0 && share.Units <= share.OfUnits), $"{line.Share}");
        }
    }
}
