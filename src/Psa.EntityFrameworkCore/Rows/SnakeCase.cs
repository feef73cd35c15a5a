using System.Text;

namespace Psa.EntityFrameworkCore;

/// <summary>How tables and columns are called: <c>billing_entity</c>.</summary>
internal static class SnakeCase
{
    internal static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
