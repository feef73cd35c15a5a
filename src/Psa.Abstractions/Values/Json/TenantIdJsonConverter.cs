namespace Psa;

/// <summary>Writes a <see cref="TenantId"/> as the 36 characters of its id.</summary>
public sealed class TenantIdJsonConverter : TextJsonConverter<TenantId>
{
    private protected override TenantId Parse(string text) => TenantId.Parse(text);

    private protected override string ToText(TenantId value) => value.ToString();
}
