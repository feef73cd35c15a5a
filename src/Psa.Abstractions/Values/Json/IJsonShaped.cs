namespace Psa;

/// <summary>A converter that says what it writes.</summary>
internal interface IJsonShaped
{
    JsonShape Shape { get; }
}
