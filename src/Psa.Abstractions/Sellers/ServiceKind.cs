namespace Psa.Sellers;

/// <summary>A kind of service document that the tenant names.</summary>
/// <param name="Code">The code that documents name it by, of which there is one.</param>
/// <param name="Name">What people read.</param>
/// <param name="IsAgreement">Whether its documents say what was agreed and billed, so that an adjustment compares it with what was performed; else they say what was performed.</param>
public sealed record ServiceKind(string Code, string Name, bool IsAgreement = false)
{
    /// <summary>Gets the code.</summary>
    public string Code { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Code);

    /// <summary>Gets the name.</summary>
    public string Name { get; init => field = TextEnds.Trim(value); } = TextEnds.Trim(Name);
}
